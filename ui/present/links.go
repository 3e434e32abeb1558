package present

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"candidaturas/api/fault"
)

// errForeignLink is returned for an address that the app does not open.
var errForeignLink = errors.New("the address is not one of InfoJobs'")

// openLink opens an address of InfoJobs' in the browser, and no other: what
// comes from outside could be a file, a script or a look-alike.
func openLink(p Platform, raw, www string) error {
	link, err := checkLink(raw, www)
	if err != nil {
		return err
	}
	if err := p.OpenURL(link); err != nil {
		return fmt.Errorf("opening the browser: %w", err)
	}
	return nil
}

// checkLink returns the address as it was understood. It must be https on
// infojobs.net or below, or lie under www when that is not InfoJobs itself but
// a simulation on this computer.
func checkLink(raw, www string) (string, error) {
	if strings.ContainsFunc(raw, foreign) {
		return "", errForeignLink
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.User != nil || u.Opaque != "" {
		return "", errForeignLink
	}
	if strings.ContainsAny(u.Path, "\r\n\x00") {
		return "", errForeignLink
	}
	if base, err := url.Parse(www); err == nil && base.Scheme == "http" && u.Scheme == "http" && u.Host == base.Host && fault.IsLoopback(www) {
		return u.String(), nil
	}
	if u.Scheme != "https" || !ownHost(u.Host) {
		return "", errForeignLink
	}
	return u.String(), nil
}

// foreign are the characters that no address holds as they are.
func foreign(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune("\\\"<>^`{|}", r)
}

// ownHost accepts infojobs.net and what is below it, in plain letters: neither a
// port nor a trailing dot.
func ownHost(host string) bool {
	sub, ok := strings.CutSuffix("."+strings.ToLower(host), ".infojobs.net")
	plain := strings.Trim(sub, "abcdefghijklmnopqrstuvwxyz0123456789-.") == ""
	return ok && plain && !strings.Contains(sub+".", "..")
}
