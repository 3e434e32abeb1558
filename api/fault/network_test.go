package fault

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestR1R2R3Network(t *testing.T) {
	for _, tt := range []struct {
		err                error
		tls, dial, timeout bool
	}{
		{err: &tls.CertificateVerificationError{Err: errors.New("expired")}, tls: true},
		{err: tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, tls: true},
		{err: tls.AlertError(40), tls: true},
		{err: x509.UnknownAuthorityError{}, tls: true},
		{err: x509.HostnameError{}, tls: true},
		{err: x509.CertificateInvalidError{}, tls: true},
		{err: http.ErrSchemeMismatch, tls: true},
		{err: &net.OpError{Op: "dial", Err: errors.New("refused")}, dial: true},
		{err: &net.OpError{Op: "proxyconnect", Err: errors.New("refused")}, dial: true},
		{err: &net.DNSError{Name: "www.infojobs.net"}, dial: true},
		{err: &net.DNSError{IsTimeout: true}, dial: true, timeout: true},
		{err: &net.OpError{Op: "read", Err: errors.New("reset")}},
		{err: context.DeadlineExceeded, timeout: true},
		{err: io.ErrUnexpectedEOF},
		{err: nil},
	} {
		wrapped := fmt.Errorf("sending: %w", tt.err)
		if IsTLS(wrapped) != tt.tls || IsDial(wrapped) != tt.dial || IsTimeout(wrapped) != tt.timeout {
			t.Errorf("%v: TLS %v, dial %v, timeout %v", tt.err, IsTLS(wrapped), IsDial(wrapped), IsTimeout(wrapped))
		}
	}
}

func TestR9TransportLimits(t *testing.T) {
	w := NewTransport()
	if w.TLSHandshakeTimeout != 10*time.Second || w.ResponseHeaderTimeout != 15*time.Second || w.MaxResponseHeaderBytes != 64<<10 || w.MaxConnsPerHost != 4 {
		t.Errorf("limits %v, %v, %d bytes, %d connections", w.TLSHandshakeTimeout, w.ResponseHeaderTimeout, w.MaxResponseHeaderBytes, w.MaxConnsPerHost)
	}
	if w.Proxy == nil || w.TLSClientConfig != nil && w.TLSClientConfig.InsecureSkipVerify {
		t.Error("the proxy of the environment is not honoured, or certificates are not verified")
	}
	if w == http.DefaultTransport || NewTransport() == w {
		t.Error("the transport is shared")
	}
}

func TestTokenShape(t *testing.T) {
	for token, want := range map[string]bool{
		"3f0c6a52-1111": true, "a.b_c~d+e/f=": true, strings.Repeat("a", 4096): true, strings.Repeat("a", 4097): false,
		"": false, "a b": false, "a,b": false, "a\nb": false, "a\r\nX: y": false, "a\tb": false, "ñ": false, "a\x7fb": false, "a\x00": false,
	} {
		if ValidToken(token) != want {
			t.Errorf("%.20q is valid: %v", token, !want)
		}
	}
}
