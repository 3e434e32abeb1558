package app

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"candidaturas/api/fault"
	"candidaturas/auth"
	"candidaturas/internal/desktop"
	"candidaturas/ui"
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"

	"github.com/BurntSushi/toml"
	"github.com/adrg/xdg"
)

// metadata is what FyneApp.toml says about the app.
type metadata struct {
	Name, ID, Version string
	Build             int
}

func parseMetadata(file []byte) (metadata, error) {
	var m struct{ Details metadata }
	if err := toml.Unmarshal(file, &m); err != nil {
		return metadata{}, fmt.Errorf("reading FyneApp.toml: %w", err)
	}
	return m.Details, nil
}

func (m metadata) fyne() fyne.AppMetadata {
	return fyne.AppMetadata{ID: m.ID, Name: m.Name, Version: m.Version, Build: m.Build, Icon: ui.Icon(), Release: true}
}

// options are the choices of the command line and the environment.
type options struct {
	demo       bool
	background bool // start without the window
	lang       string
	keys       auth.Keys
	www, api   string // loopback replacements of InfoJobs' hosts, or empty
	dir        string // profile folder
}

const usage = `Candidaturas: your InfoJobs applications in a native window.

Usage: candidaturas [flags]

Flags:
  -demo        start with sample data: a simulation of InfoJobs on this computer
  -background  start in the system's tray; where there is none, minimised
  -lang LANG   language of the window: es, ca or en (default: the system's)
  -version     print name and version
  -help        print this help

Environment:
  INFOJOBS_CLIENT_ID, INFOJOBS_CLIENT_SECRET
              app keys to connect with, unless you have given your own in the app
  INFOJOBS_WWW_URL, INFOJOBS_API_URL
              replacements for InfoJobs' two hosts, for testing; loopback only
  CANDIDATURAS_DIR
              folder for the app's files (default: %s)
`

// parseOptions reads flags and environment. When done is true the program ends
// with code.
func parseOptions(args []string, getenv func(string) string, m metadata, stdout, stderr io.Writer) (o options, done bool, code int) {
	flags := flag.NewFlagSet("candidaturas", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	version := flags.Bool("version", false, "")
	flags.BoolVar(&o.demo, "demo", false, "")
	flags.BoolVar(&o.background, strings.TrimPrefix(desktop.BackgroundFlag, "-"), false, "")
	flags.StringVar(&o.lang, "lang", "", "")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(stdout, usage, defaultDir(m.ID))
		return o, true, 0
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case err == nil && *version:
		fmt.Fprintln(stdout, m.Name, m.Version)
		return o, true, 0
	}
	if err == nil {
		err = o.fromEnvironment(getenv, m)
	}
	if err != nil {
		fmt.Fprintf(stderr, "Candidaturas: %v\nTry: candidaturas -help\n", err)
		return o, true, 2
	}
	return o, false, 0
}

func (o *options) fromEnvironment(getenv func(string) string, m metadata) error {
	o.keys = auth.Keys{ClientID: getenv("INFOJOBS_CLIENT_ID"), ClientSecret: auth.Secret(getenv("INFOJOBS_CLIENT_SECRET"))}
	for name, field := range map[string]*string{"INFOJOBS_WWW_URL": &o.www, "INFOJOBS_API_URL": &o.api} {
		*field = strings.TrimRight(getenv(name), "/")
		if *field != "" && !fault.IsLoopback(*field) {
			return fmt.Errorf("%s must be a loopback address such as http://127.0.0.1:8080: sent anywhere else, your keys and your session would be given away", name)
		}
	}
	o.dir = getenv("CANDIDATURAS_DIR")
	if o.dir == "" {
		o.dir = defaultDir(m.ID)
	}
	return nil
}

func defaultDir(id string) string { return filepath.Join(xdg.DataHome, id) }

// words are those of the chosen language, or of the system's.
func (o options) words(files fs.FS) (*present.Words, error) {
	langs, err := present.Languages(files)
	if err != nil {
		return nil, err
	}
	lang := o.lang
	if lang == "" {
		lang = present.MatchLanguage(ui.SystemLanguage(), langs)
	}
	words, err := present.NewWords(files, lang)
	if err != nil {
		return nil, fmt.Errorf("choosing the language: %w", err)
	}
	return words, nil
}
