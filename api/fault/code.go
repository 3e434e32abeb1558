package fault

import (
	"encoding/json"
	"strings"
)

// OfCode returns what an error code of InfoJobs means, and nil for one that says
// nothing, so that the status has to tell.
func OfCode(code string) error {
	switch code {
	case "1": // there is no such operation, and trying again makes none
		return ErrBadAnswer
	case "116", "temporarily_unavailable", "server_error":
		return ErrUnavailable
	case "101", "invalid_grant", "invalid_token":
		return ErrSignedOut
	case "102", "103", "invalid_client", "unauthorized_client", "redirect_uri_mismatch":
		return ErrKeysRefused
	case "313", "321":
		return ErrNotFound
	case "insufficient_scope", "invalid_scope":
		return ErrScopeMissing
	}
	return nil
}

// Code reads the error member of an answer. It is a string, but has been seen as
// a number and may be wrapped in an object. "" is for none and for what does not
// look like a code.
func Code(raw json.RawMessage) string {
	code := scalar(raw)
	var wrapped map[string]json.RawMessage
	if json.Unmarshal(raw, &wrapped) == nil {
		for _, key := range []string{"code", "error", "id"} {
			if code = scalar(wrapped[key]); code != "" {
				break
			}
		}
	}
	if !IsCode(code) {
		return ""
	}
	return code
}

// scalar returns a string's content or a number as written, and "" for the rest.
func scalar(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return strings.TrimSpace(s)
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// IsCode keeps to the shapes of InfoJobs' codes, so that an answer that echoes
// the request cannot put credentials into an error text.
func IsCode(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	digits := strings.Trim(s, "0123456789") == ""
	letters := strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_") == ""
	return digits && len(s) <= 6 || letters
}
