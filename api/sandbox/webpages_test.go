package sandbox

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func get(t *testing.T, s *Server, path string) (int, string) {
	t.Helper()
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	r, err := http.Get(server.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

func TestOfferPage(t *testing.T) {
	s := New(Options{Applications: 5, Hosts: []string{"127.0.0.1"}})
	a := s.Applications()[0]
	if status, body := get(t, s, "/of-i"+a.OfferID); status != http.StatusOK || !strings.Contains(body, "Esto no es InfoJobs") || !strings.Contains(body, "<h2>Descripción</h2>") {
		t.Errorf("status %d:\n%s", status, body)
	}
	if err := s.RemoveOffer(a.OfferID); err != nil {
		t.Fatal(err)
	}
	if _, body := get(t, s, "/of-i"+a.OfferID); !strings.Contains(body, "ya no está publicada") || strings.Contains(body, "Descripción") {
		t.Errorf("a removed offer is shown:\n%s", body)
	}
	if status, _ := get(t, s, "/of-i0000"); status != http.StatusNotFound {
		t.Errorf("status %d for an unknown offer", status)
	}
}

func TestOwnListPage(t *testing.T) {
	s := New(Options{Applications: 1})
	if status, body := get(t, s, "/candidate/applications/list.xhtml"); status != http.StatusOK || !strings.Contains(body, "Esto no es InfoJobs") {
		t.Errorf("status %d:\n%s", status, body)
	}
}
