package present

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

const (
	realWWW   = "https://www.infojobs.net"
	sampleWWW = "http://127.0.0.1:4711"
)

func TestT2LinksOpened(t *testing.T) {
	for _, tt := range []struct{ raw, www, want string }{
		{"https://www.infojobs.net/of-i0a1b2c", realWWW, ""},
		{"https://infojobs.net", realWWW, ""},
		{"https://infojobs.net/", realWWW, ""},
		{"https://www.infojobs.net/candidate/applications/list.xhtml", realWWW, ""},
		{"https://nortia.ofertas-trabajo.infojobs.net/a/b?x=1&y=%20#z", realWWW, ""},
		{"HTTPS://www.infojobs.net/x", realWWW, "https://www.infojobs.net/x"},
		{"https://WWW.InfoJobs.NET/x", realWWW, ""},
		{"https://www.infojobs.net/a%20b", realWWW, ""},
		{"https://www.infojobs.net/%C3%B1", realWWW, ""},
		{"https://www.infojobs.net/a//b/../c", realWWW, ""},
		{"https://www.infojobs.net/?to=https://elsewhere.example", realWWW, ""},
		{"https://www.infojobs.net/api/oauth/user-authorize/index.xhtml?scope=A%2CB&client_id=x&state=y", realWWW, ""},
		{"http://127.0.0.1:4711/of-i1?x=1", sampleWWW, ""},
		{"http://[::1]:4711/x", "http://[::1]:4711", ""},
		{"http://localhost:4711/x", "http://localhost:4711", ""},
		{"https://www.infojobs.net/x", sampleWWW, ""},
	} {
		want := tt.want
		if want == "" {
			want = tt.raw
		}
		if got, err := checkLink(tt.raw, tt.www); got != want || err != nil {
			t.Errorf("checkLink(%q, %q) = %q, %v", tt.raw, tt.www, got, err)
		}
	}
}

// refusedLinks lead elsewhere, or may be read as leading elsewhere.
var refusedLinks = []string{
	"",
	" ",
	"/of-i1",
	"www.infojobs.net/x",
	"//www.infojobs.net/x",
	"http://www.infojobs.net/x",
	"http://infojobs.net",
	"ftp://www.infojobs.net/x",
	"ws://www.infojobs.net/x",
	"file:///etc/passwd",
	"file://www.infojobs.net/share/x",
	`\\www.infojobs.net\share`,
	"//server/share",
	"javascript:alert(1)",
	"javascript://www.infojobs.net/%0aalert(1)",
	"data:text/html,x",
	"vbscript:x",
	"ms-settings:privacy",
	"ms-msdt:/id",
	"search-ms:query=x",
	"mailto:a@infojobs.net",
	"tel:+34900000000",
	"about:blank",
	"view-source:https://www.infojobs.net",
	"blob:https://www.infojobs.net/x",
	"https:www.infojobs.net/x",
	"https:/www.infojobs.net/x",
	"https:///www.infojobs.net/x",
	"https:///",
	"https://",
	"https:",
	`https:\\www.infojobs.net\x`,
	`https://www.infojobs.net\@evil.example/`,
	`https://evil.example\.infojobs.net/`,
	"https://infojobs.net.evil.example/x",
	"https://www.infojobs.net.evil.es",
	"https://evilinfojobs.net/x",
	"https://evil-infojobs.net",
	"https://infojobs.net@evil.example/x",
	"https://user@www.infojobs.net/x",
	"https://user:password@www.infojobs.net/x",
	"https://@www.infojobs.net/x",
	"https://evil.example/https://www.infojobs.net",
	"https://evil.example#.infojobs.net",
	"https://evil.example?.infojobs.net",
	"https://evil.example;.infojobs.net/",
	"https://evil.example&.infojobs.net/",
	"https://evil.example%2f.infojobs.net/",
	"https://evil.example%23.infojobs.net/",
	"https://evil.example%00.infojobs.net/",
	"https://evil.example<.infojobs.net/",
	`https://evil".infojobs.net/`,
	"https://evil'.infojobs.net/",
	"https://$(calc).infojobs.net/",
	"https://`calc`.infojobs.net/",
	"https://www.infojobs.net:443/x",
	"https://www.infojobs.net:8443/x",
	"https://www.infojobs.net:/x",
	"https://www.infojobs.net:evil/x",
	"https://www.infojobs.net./x",
	"https://.infojobs.net/x",
	"https://www..infojobs.net/x",
	"https://ínfojobs.net/x",
	"https://www.infojobs。net/x",
	"https://www.іnfojobs.net/x", // a Cyrillic і
	"https://xn--nfojobs-mya.net/x",
	"https://www.infojobs.es/x",
	"https://infojobs",
	"https://net",
	"https://93.184.216.34/x",
	"https://[::1].infojobs.net/x",
	"https://127.0.0.1/x",
	"http://127.0.0.1:4711/x", // while it is InfoJobs itself that is in use
	"https://www.infojobs.net/\r\nx",
	"https://www.infojobs.net/%0d%0ax",
	"https://www.infojobs.net/%0a",
	"https://www.infojobs.net/%00",
	"https://www.infojobs.net/%zz",
	"https://www.infojobs.net/\x00",
	"https://www.infojobs.net/\x7f",
	"https://www.infojobs.net/a b",
	"https://www.infojobs.net/a\tb",
	"https://www.infojobs.net/?x=\"&calc",
	"https://www.infojobs.net/|calc",
	"https://www.infojobs.net/^&calc",
	"https://www.infojobs.net/{x}",
	"https://www.infojobs.net/\u202egnp",
	" https://www.infojobs.net/x",
	"https://www.infojobs.net/x ",
	"\thttps://www.infojobs.net/x",
	"-https://www.infojobs.net/x",
	"--help",
	"-new-window",
	"https //www.infojobs.net",
	"ht\ntps://www.infojobs.net/x",
}

func TestT2LinksRefused(t *testing.T) {
	for _, raw := range refusedLinks {
		if got, err := checkLink(raw, realWWW); !errors.Is(err, errForeignLink) || got != "" {
			t.Errorf("checkLink(%q) = %q, %v", raw, got, err)
		}
	}
}

// TestT2LinksSimulation refuses what is not the simulation on this computer.
func TestT2LinksSimulation(t *testing.T) {
	for _, tt := range []struct{ raw, www string }{
		{"http://127.0.0.1:4712/x", sampleWWW},
		{"http://127.0.0.1/x", sampleWWW},
		{"http://localhost:4711/x", sampleWWW},
		{"https://127.0.0.1:4711/x", sampleWWW},
		{"http://user@127.0.0.1:4711/x", sampleWWW},
		{"http://127.0.0.1:4711@evil.example/", sampleWWW},
		{"file://127.0.0.1:4711/x", sampleWWW},
		{"http://evil.example/x", "http://evil.example"},
		{"http://www.infojobs.net/x", "http://www.infojobs.net"},
		{"http://192.168.1.1/x", "http://192.168.1.1"},
		{"http://localhost.evil.example/x", "http://localhost.evil.example"},
		{"http://x/", ""},
		{"http://x/", "%"},
	} {
		if got, err := checkLink(tt.raw, tt.www); !errors.Is(err, errForeignLink) {
			t.Errorf("checkLink(%q, %q) = %q, %v", tt.raw, tt.www, got, err)
		}
	}
}

func FuzzT2Links(f *testing.F) {
	for _, raw := range refusedLinks {
		f.Add(raw)
	}
	f.Add("https://www.infojobs.net/of-i1?x=%41#y")
	f.Fuzz(func(t *testing.T, raw string) {
		got, err := checkLink(raw, realWWW)
		if err != nil {
			if got != "" {
				t.Errorf("%q: %q beside %v", raw, got, err)
			}
			return
		}
		u, err := url.Parse(got)
		if err != nil {
			t.Fatalf("%q: %q: %v", raw, got, err)
		}
		host := strings.ToLower(u.Hostname())
		if u.Scheme != "https" || u.User != nil || u.Port() != "" || host != "infojobs.net" && !strings.HasSuffix(host, ".infojobs.net") {
			t.Errorf("%q leads to %q", raw, got)
		}
		if !strings.HasPrefix(got, "https://") || strings.ContainsAny(got, "\\\"<> `|^\r\n\t\x00") {
			t.Errorf("%q became %q", raw, got)
		}
		if again, err := checkLink(got, realWWW); err != nil || again != got {
			t.Errorf("%q became %q and then %q, %v", raw, got, again, err)
		}
	})
}

func TestOpenLink(t *testing.T) {
	var opened []string
	failure := errors.New("no browser")
	p := Platform{OpenURL: func(u string) error { opened = append(opened, u); return failure }}
	if err := openLink(p, "file:///etc/passwd", realWWW); !errors.Is(err, errForeignLink) || len(opened) != 0 {
		t.Errorf("error %v, opened %q", err, opened)
	}
	if err := openLink(p, "HTTPS://www.infojobs.net/x", realWWW); !errors.Is(err, failure) {
		t.Errorf("error %v", err)
	}
	failure = nil
	if err := openLink(p, "https://www.infojobs.net/y", realWWW); err != nil {
		t.Error(err)
	}
	if len(opened) != 2 || opened[0] != "https://www.infojobs.net/x" || opened[1] != "https://www.infojobs.net/y" {
		t.Errorf("opened %q", opened)
	}
}
