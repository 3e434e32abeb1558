package api

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// newWire returns the default transport with limits. TLS stays as Go sets it,
// and the proxy of the environment is honoured. Package auth's newTransport sets
// the limits of answers and connections for the other host; change both.
func newWire() *http.Transport {
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

// parseBase accepts nothing but the real service and loopback addresses, so
// that no setting can send credentials elsewhere. Package auth, which this one
// does not know, has the same rule for loopback in its IsLoopback; change both.
func parseBase(raw string) (*url.URL, error) {
	if raw == "" {
		raw = productionURL
	}
	u, err := url.Parse(raw)
	if err != nil {
		// The error of url.Parse quotes its input.
		return nil, errors.New("api: the base URL is malformed")
	}
	if u.Path == "/" {
		u.Path = ""
	}
	plain := u.User == nil && u.Path == "" && u.RawQuery == "" && !u.ForceQuery && u.Fragment == "" && u.Opaque == ""
	switch {
	case !plain:
		return nil, errors.New("api: the base URL holds more than a scheme and a host")
	case u.Scheme == "https" && u.Host == "api.infojobs.net":
		return u, nil
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("api: the base URL is neither http nor https")
	case !isLoopback(u.Hostname()):
		return nil, errors.New("api: the base URL is not a loopback address")
	}
	return u, nil
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Zone() == "" && a.IsLoopback()
}
