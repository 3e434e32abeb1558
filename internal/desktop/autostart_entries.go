package desktop

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// What the systems keep of an app that starts by itself, as text. None of it
// depends on the system that it is written on.

// desktopEntry is a file of the folder autostart of the XDG specifications.
func desktopEntry(id, name, program string) string {
	return "[Desktop Entry]\n" +
		"Type=Application\n" +
		"Name=" + escapeValue(name) + "\n" +
		"Exec=" + escapeValue(quoteArgument(program)+" "+BackgroundFlag) + "\n" +
		"TryExec=" + escapeValue(program) + "\n" +
		"Icon=" + escapeValue(id) + "\n" +
		"StartupWMClass=" + escapeValue(name) + "\n" +
		"Terminal=false\n" +
		"X-GNOME-Autostart-enabled=true\n"
}

// quoteArgument writes an argument of Exec: in quotes, in which four characters are
// taken for themselves only behind a backslash, and with the sign of field codes
// doubled.
func quoteArgument(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "`", "\\`", `$`, `\$`, `%`, `%%`).Replace(s) + `"`
}

// escapeValue writes a value of a desktop entry, of whatever meaning.
func escapeValue(s string) string {
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s)
}

func unescapeValue(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r", `\t`, "\t", `\s`, " ").Replace(s)
}

// readDesktopEntry returns the program that an entry starts and whether the desktop
// heeds it: the person may have turned it off without removing it.
func readDesktopEntry(text string) (program string, enabled bool) {
	values := map[string]string{}
	ours := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "[") {
			ours = line == "[Desktop Entry]"
			continue
		}
		if key, value, ok := strings.Cut(line, "="); ok && ours {
			values[strings.TrimSpace(key)] = unescapeValue(strings.TrimSpace(value))
		}
	}
	program = firstArgument(values["Exec"])
	off := strings.EqualFold(values["Hidden"], "true") || strings.EqualFold(values["X-GNOME-Autostart-enabled"], "false")
	return program, program != "" && !off
}

// firstArgument undoes quoteArgument.
func firstArgument(exec string) string {
	if !strings.HasPrefix(exec, `"`) {
		program, _, _ := strings.Cut(exec, " ")
		return strings.ReplaceAll(program, "%%", "%")
	}
	var b strings.Builder
	escaped := false
	for _, r := range exec[1:] {
		switch {
		case escaped:
			b.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '"':
			return strings.ReplaceAll(b.String(), "%%", "%")
		default:
			b.WriteRune(r)
		}
	}
	return ""
}

// launchAgent is what launchd of macOS reads.
func launchAgent(id, program string) (string, error) {
	text := func(s string) (string, error) {
		var b bytes.Buffer
		if err := xml.EscapeText(&b, []byte(s)); err != nil {
			return "", fmt.Errorf("writing a launch agent: %w", err)
		}
		return "<string>" + b.String() + "</string>", nil
	}
	label, err := text(id)
	path, err2 := text(program)
	flag, err3 := text(BackgroundFlag)
	if err := errors.Join(err, err2, err3); err != nil {
		return "", err
	}
	return xml.Header + `<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	` + label + `
	<key>ProgramArguments</key>
	<array>
		` + path + `
		` + flag + `
	</array>
	<key>RunAtLoad</key>
	<true/>
	<key>ProcessType</key>
	<string>Interactive</string>
</dict>
</plist>
`, nil
}

// readLaunchAgent returns the program that an agent starts.
func readLaunchAgent(text []byte) (program string, err error) {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	key := ""
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return "", errors.New("the launch agent names no program")
		}
		if err != nil {
			return "", fmt.Errorf("reading a launch agent: %w", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "key" && start.Name.Local != "string" {
			continue
		}
		var value string
		if err := decoder.DecodeElement(&value, &start); err != nil {
			return "", fmt.Errorf("reading a launch agent: %w", err)
		}
		switch {
		case start.Name.Local == "key":
			key = value
		case key == "ProgramArguments":
			return value, nil
		}
	}
}

// runCommand is a command line as the registry of Windows keeps it. A path there
// holds no quotes.
func runCommand(program string) string { return `"` + program + `" ` + BackgroundFlag }

// readRunCommand returns the program that a command line starts.
func readRunCommand(command string) string {
	if rest, ok := strings.CutPrefix(command, `"`); ok {
		program, _, _ := strings.Cut(rest, `"`)
		return program
	}
	program, _, _ := strings.Cut(command, " ")
	return program
}

// startupApproved reads what the task manager of Windows remembers of an entry,
// nothing if it was never touched there: an odd number says that it was turned off.
func startupApproved(remembered []byte) bool { return len(remembered) == 0 || remembered[0]%2 == 0 }
