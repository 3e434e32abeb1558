package desktop

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const testProgram = "/opt/candidaturas/bin/candidaturas"

func TestDesktopEntry(t *testing.T) {
	for program, exec := range map[string]string{
		testProgram:                  `"/opt/candidaturas/bin/candidaturas" -background`,
		"/home/ana/mis apps/c":       `"/home/ana/mis apps/c" -background`,
		"/home/josé/c":               `"/home/josé/c" -background`,
		"/100%/c":                    `"/100%%/c" -background`,
		`/a"b/c`:                     `"/a\\"b/c" -background`,
		"/a`b/c":                     "\"/a\\\\`b/c\" -background",
		"/a$b/c":                     `"/a\\$b/c" -background`,
		`/a\b/c`:                     `"/a\\\\b/c" -background`,
		"/a'b;c&d|e>f(g)*~#?/c":      `"/a'b;c&d|e>f(g)*~#?/c" -background`,
		"/two\nlines [Desktop]\n/=x": `"/two\nlines [Desktop]\n/=x" -background`,
	} {
		text := desktopEntry("io.example.app", "Candidaturas", program)
		if !strings.Contains(text, "\nExec="+exec+"\n") {
			t.Errorf("%q:\n%s", program, text)
		}
		if got, enabled := readDesktopEntry(text); got != program || !enabled {
			t.Errorf("%q was read as %q, %v", program, got, enabled)
		}
	}
	want := `[Desktop Entry]
Type=Application
Name=Candidaturas
Exec="/opt/candidaturas/bin/candidaturas" -background
TryExec=/opt/candidaturas/bin/candidaturas
Icon=io.example.app
StartupWMClass=Candidaturas
Terminal=false
X-GNOME-Autostart-enabled=true
`
	if got := desktopEntry("io.example.app", "Candidaturas", testProgram); got != want {
		t.Errorf("\n%s", got)
	}
}

// TestDesktopEntryThatWasTurnedOff by the desktop's own settings, or by hand.
func TestDesktopEntryThatWasTurnedOff(t *testing.T) {
	entry := desktopEntry("io.example.app", "Candidaturas", testProgram)
	for name, c := range map[string]struct {
		text    string
		program string
		enabled bool
	}{
		"as written":       {entry, testProgram, true},
		"hidden":           {entry + "Hidden=true\n", testProgram, false},
		"shown":            {entry + "Hidden=false\n", testProgram, true},
		"off for GNOME":    {strings.ReplaceAll(entry, "enabled=true", "enabled=false"), testProgram, false},
		"of another group": {entry + "[Desktop Action new]\nHidden=true\nExec=other\n", testProgram, true},
		"spaces, CR LF":    {strings.NewReplacer("=", " = ", "\n", "\r\n").Replace(entry), testProgram, true},
		"no quotes":        {"[Desktop Entry]\nExec=/usr/bin/c -background\n", "/usr/bin/c", true},
		"no program":       {"[Desktop Entry]\nName=x\n", "", false},
		"an open quote":    {"[Desktop Entry]\nExec=\"/usr/bin/c -background\n", "", false},
		"empty":            {"", "", false},
		"garbage":          {"\x00[[[=\xff=", "", false},
	} {
		if program, enabled := readDesktopEntry(c.text); program != c.program || enabled != c.enabled {
			t.Errorf("%s: %q, %v", name, program, enabled)
		}
	}
}

func TestAutostartEntriesOfAnyPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := "/" + rapid.StringN(0, 30, 90).Draw(t, "path")
		if strings.ContainsRune(path, 0) {
			t.Skip("a path holds no zero byte on any system: rapid draws another")
		}
		text := desktopEntry("id", "Name", path)
		if got, enabled := readDesktopEntry(text); got != path || !enabled {
			t.Fatalf("%q was read as %q of\n%s", path, got, text)
		}
		if n := strings.Count(text, "\n"); n != 9 {
			t.Fatalf("%d lines:\n%s", n, text)
		}
		agent, err := launchAgent("id", path)
		if err != nil {
			t.Fatal(err)
		}
		// What XML cannot hold comes back as a sign that says so.
		if got, err := readLaunchAgent([]byte(agent)); err != nil || got != path && !strings.ContainsRune(got, '\ufffd') {
			t.Fatalf("%q was read as %q, %v of\n%s", path, got, err, agent)
		}
	})
}

func TestLaunchAgent(t *testing.T) {
	text, err := launchAgent("io.example.app", "/Applications/A & <B>.app/Contents/MacOS/candidaturas")
	if err != nil {
		t.Fatal(err)
	}
	decoder := xml.NewDecoder(strings.NewReader(text))
	var words []string
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			if s := strings.TrimSpace(string(token)); s != "" {
				words = append(words, s)
			}
		case xml.StartElement:
			if token.Name.Local == "true" {
				words = append(words, "true")
			}
		}
	}
	want := "Label, io.example.app, ProgramArguments, /Applications/A & <B>.app/Contents/MacOS/candidaturas, -background, RunAtLoad, true, ProcessType, Interactive"
	if got := strings.Join(words, ", "); got != want {
		t.Errorf("\n%s, want\n%s", got, want)
	}
	for _, bad := range []string{"", "<plist><dict/></plist>", "bplist00\x00\x01", "<plist><dict><key>ProgramArguments", "<plist><key>Label</key><string>x</string></plist>"} {
		if program, err := readLaunchAgent([]byte(bad)); err == nil {
			t.Errorf("%q starts %q", bad, program)
		}
	}
}

func TestRunCommand(t *testing.T) {
	program := `C:\Users\Ana María\AppData\Local\Programs\Candidaturas\candidaturas.exe`
	command := runCommand(program)
	if want := `"` + program + `" -background`; command != want {
		t.Errorf("%s", command)
	}
	for command, want := range map[string]string{command: program, `C:\c.exe -background`: `C:\c.exe`, `"C:\c.exe`: `C:\c.exe`, "": ""} {
		if got := readRunCommand(command); got != want {
			t.Errorf("%s starts %s", command, got)
		}
	}
	for _, c := range []struct {
		remembered []byte
		want       bool
	}{
		{nil, true},
		{[]byte{2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, true},
		{[]byte{6, 0, 0, 0}, true},
		{[]byte{3, 0, 0, 0, 0x40, 0x1f, 0x9a, 0x11, 0x2b, 0x5c, 0xd8, 0x01}, false},
		{[]byte{7}, false},
	} {
		if got := startupApproved(c.remembered); got != c.want {
			t.Errorf("% x: %v", c.remembered, got)
		}
	}
}
