package auth

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
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
	if www != defaultWWW && !loopback(u) {
		return nil, fmt.Errorf("the address that replaces InfoJobs' site is not a plain loopback one: host %q", u.Hostname())
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

func loopback(u *url.URL) bool {
	if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || strings.Trim(u.Path, "/") != "" ||
		u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}
