package fault

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// NewTransport returns the default transport with limits. TLS stays as Go sets
// it, and the proxy of the environment is honoured.
func NewTransport() *http.Transport {
	t := &http.Transport{Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true}
	if d, ok := http.DefaultTransport.(*http.Transport); ok {
		t = d.Clone()
	}
	t.DialContext = (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext
	t.TLSHandshakeTimeout = 10 * time.Second
	t.ResponseHeaderTimeout = 15 * time.Second
	t.MaxResponseHeaderBytes = 64 << 10
	t.MaxConnsPerHost = 4
	t.MaxIdleConnsPerHost = 4
	t.IdleConnTimeout = 90 * time.Second
	return t
}

// ParseBase returns the address of production, or of what replaces it, which can
// be on this computer only: any other would be given the keys and the session.
func ParseBase(replacement, production string) (*url.URL, error) {
	if replacement == "" {
		replacement = production
	}
	u, err := url.Parse(replacement)
	if err != nil || replacement != production && !IsLoopback(replacement) {
		// The error of url.Parse quotes its input.
		return nil, fmt.Errorf("what replaces %s is not a plain loopback address", production)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

// IsLoopback reports whether the address is http or https and the plain address
// of a server on this computer: nothing but a scheme, a host, a port and perhaps
// a slash.
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

// maxToken is far above what InfoJobs gives, and fits into a keyring.
const maxToken = 4096

// ValidToken refuses what could not be told apart, or not be sent at all, in
// InfoJobs' "Basic …,Bearer …" header, which joins two schemes with a comma.
func ValidToken(token string) bool {
	if token == "" || len(token) > maxToken {
		return false
	}
	for i := range len(token) {
		if c := token[i]; c <= ' ' || c >= 0x7f || c == ',' {
			return false
		}
	}
	return true
}
