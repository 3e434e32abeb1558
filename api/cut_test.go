package api

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"

	"candidaturas/api/fault"
	"candidaturas/tracker"
)

// TestR11CutAtEveryByte takes a page through the real transport, in each way that
// HTTP can send one, and ends the connection at every byte of the body: never may
// part of a page pass for a page.
func TestR11CutAtEveryByte(t *testing.T) {
	page := fixture(t, "applications.json")
	zipped := gzipped(t, page)
	length := func(body string) string { return fmt.Sprintf("Content-Length: %d\r\n", len(body)) }
	const zip = "Content-Encoding: gzip\r\n"
	whole := readPage(t, length(page), page)
	if len(whole.Applications) != 3 {
		t.Fatalf("uncut: %+v", whole)
	}
	for _, tt := range []struct{ name, header, body string }{
		{"with its length", length(page), page},
		{"until the connection ends", "", page},
		{"in chunks", "Transfer-Encoding: chunked\r\n", chunked(page)},
		{"gzip with its length", zip + length(zipped), zipped},
		{"gzip until the connection ends", zip, zipped},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := readPage(t, tt.header, tt.body); !reflect.DeepEqual(got, whole) {
				t.Fatalf("uncut: %+v", got)
			}
			for cut := 0; cut < len(tt.body); cut += step(len(tt.body) - cut) {
				// Nothing but blanks is missing, and nothing told that they would come.
				if tt.header == "" && strings.TrimSpace(tt.body[cut:]) == "" {
					continue
				}
				got, err := tryPage(t, tt.header, tt.body[:cut])
				if err == nil || !reflect.DeepEqual(got, tracker.Page{}) {
					t.Fatalf("cut at byte %d of %d: %+v, %v", cut, len(tt.body), got, err)
				}
				if !errors.Is(err, tracker.ErrBadAnswer) && !errors.Is(err, tracker.ErrOffline) && !errors.Is(err, tracker.ErrUnavailable) {
					t.Fatalf("cut at byte %d: %v", cut, err)
				}
			}
		})
	}
}

// step leaves most of the middle out where time is short.
func step(left int) int {
	if testing.Short() && left > 50 {
		return 29
	}
	return 1
}

func readPage(t *testing.T, header, body string) tracker.Page {
	t.Helper()
	page, err := tryPage(t, header, body)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// tryPage reads a page from a server that sends these bytes and hangs up, each
// time it is asked.
func tryPage(t *testing.T, header, body string) (page tracker.Page, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		source := newTestClient(t, hangUpWire(header+"\r\n"+body), nil)
		defer source.Close()
		page, err = source.Applications(t.Context(), 1)
	})
	return page, err
}

// hangUpWire is the real transport over connections within the process. The
// server sends the rest of an answer and closes the connection.
func hangUpWire(rest string) *http.Transport {
	w := fault.NewTransport()
	w.Proxy = nil
	w.DialTLSContext = func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go func() {
			defer func() { _ = server.Close() }()
			if _, err := http.ReadRequest(bufio.NewReader(server)); err == nil {
				_, _ = io.WriteString(server, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"+rest)
			}
		}()
		return client, nil
	}
	return w
}

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, text); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// chunked is text in chunks of different sizes, as HTTP/1.1 sends them.
func chunked(text string) string {
	var b strings.Builder
	for n := 1; text != ""; n = 3*n + 1 {
		chunk := text[:min(n, len(text))]
		fmt.Fprintf(&b, "%x\r\n%s\r\n", len(chunk), chunk)
		text = text[len(chunk):]
	}
	return b.String() + "0\r\n\r\n"
}
