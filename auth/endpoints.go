package auth

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
)

// RedirectURI is InfoJobs' page for desktop apps, which shows the person the
// code. InfoJobs compares it byte for byte in both calls, plain http included.
const RedirectURI = "http://www.infojobs.net/core/oauth2vc/index.xhtml"

const (
	defaultWWW    = "https://www.infojobs.net"
	authorizePath = "/api/oauth/user-authorize/index.xhtml"
	tokenPath     = "/oauth/authorize" //nolint:gosec // InfoJobs' name for the token endpoint
)

// parseWWW accepts a replacement for InfoJobs' site on this machine only: sent
// anywhere else, the keys and the code would be given away.
func parseWWW(www string) (*url.URL, error) {
	if www == "" {
		www = defaultWWW
	}
	u, err := url.Parse(www)
	if err != nil {
		return nil, errors.New("the address that replaces InfoJobs' site is not a URL")
	}
	if www != defaultWWW && !IsLoopback(www) {
		return nil, fmt.Errorf("the address that replaces InfoJobs' site is not a plain loopback one: host %q", u.Hostname())
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

// IsLoopback reports whether the address is http or https and the plain address
// of a server on this machine: nothing but a scheme, a host, a port and perhaps a
// slash. Package api, which does not know this one, has the same rule in its
// parseBase; change both.
func IsLoopback(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	if u.User != nil || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return u.Hostname() == "localhost" || err == nil && ip.Zone() == "" && ip.IsLoopback()
}
