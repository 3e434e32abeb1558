package exchange

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"candidaturas/tracker"
)

// WriteJSON writes everything that there is, one application at a time:
//
//	{"format": "candidaturas", "version": 1, "exported": "2026-11-24T10:00:00Z", "applications": [
//	{"id": …},
//	…
//	]}
func WriteJSON(w io.Writer, export Export, now time.Time) error {
	out := bufio.NewWriter(w)
	if err := writeJSON(out, export, now); err != nil {
		return fmt.Errorf("writing a document: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing a document: %w", err)
	}
	return nil
}

func writeJSON(out *bufio.Writer, export Export, now time.Time) error {
	fmt.Fprintf(out, `{"format": %q, "version": %d, "exported": %q, "applications": [`,
		format, version, now.UTC().Format(time.RFC3339))
	separator := "\n"
	err := export(func(r tracker.Record) error {
		data, err := json.Marshal(toFile(&r))
		if err != nil {
			return err
		}
		if _, err := out.WriteString(separator); err != nil {
			return err
		}
		separator = ",\n"
		_, err = out.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	_, err = out.WriteString("\n]}\n")
	return err
}
