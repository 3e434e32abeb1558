package auth

import (
	"fmt"
	"io"
	"log/slog"
)

// Hidden stands where a secret would be.
const Hidden = "[oculto]"

// A Secret is text that must not be shown: every way of printing, logging or
// marshalling it yields [Hidden], with two exceptions: fmt reaches past the
// methods of unexported fields, so that a struct which keeps one there needs a
// Format of its own, and encoding/json writes the keys of maps as they are.
type Secret string

// Reveal returns the text itself. Call it only where the text is sent or stored.
func (s Secret) Reveal() string { return string(s) }

// String returns [Hidden].
func (Secret) String() string { return Hidden }

// GoString returns [Hidden].
func (Secret) GoString() string { return Hidden }

// Format writes [Hidden], whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { printAs(f, Hidden) }

// MarshalJSON returns [Hidden] as a JSON string.
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + Hidden + `"`), nil }

// MarshalText returns [Hidden].
func (Secret) MarshalText() ([]byte, error) { return []byte(Hidden), nil }

// LogValue returns [Hidden].
func (Secret) LogValue() slog.Value { return slog.StringValue(Hidden) }

// printAs is for Format methods, which have nowhere to return an error.
func printAs(f fmt.State, text string) { _, _ = io.WriteString(f, text) }
