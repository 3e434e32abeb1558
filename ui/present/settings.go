package present

import (
	"slices"
	"time"

	"candidaturas/tracker"
)

// Settings are what the person has chosen, and how they left the window. They
// hold nothing of what InfoJobs tells: they may be read before anything is opened
// and stay when everything is deleted. The zero value is no valid choice: see
// [DefaultSettings].
type Settings struct {
	// Language is one of [Languages], empty for the system's.
	Language string `json:"language"`
	Theme    Theme  `json:"theme"`
	// TextSize is in percent, one of [TextSizes].
	TextSize int `json:"textSize"`

	// OpenAtLogin starts the app with the person's session, without its window where
	// KeepRunning holds.
	OpenAtLogin bool `json:"openAtLogin"`
	// KeepRunning goes on in the background when the window closes, where there is a
	// tray to bring it back from.
	KeepRunning bool `json:"keepRunning"`
	// KeepRunningTold says that the person has been told where the app is then.
	KeepRunningTold bool `json:"keepRunningTold"`

	Notices NoticeSettings `json:"notices"`
	// CheckMinutes is the time between two checks in the background, 15 to 360.
	CheckMinutes int `json:"checkMinutes"`
	// SilenceDays is from when on an application counts as unanswered, 7 to 90; 0 for
	// what the person's own answers say.
	SilenceDays int `json:"silenceDays"`
	// Backups makes a copy of what is kept from time to time.
	Backups bool `json:"backups"`
	// CheckUpdates looks for a newer version once a day, where the build knows where.
	CheckUpdates bool `json:"checkUpdates"`

	View ViewSettings `json:"view"`
}

// A Theme is how the window looks.
type Theme string

// The themes. The system's choice of light or dark holds for the first and the
// last one.
const (
	ThemeSystem   Theme = ""
	ThemeLight    Theme = "light"
	ThemeDark     Theme = "dark"
	ThemeContrast Theme = "contrast"
)

// Themes lists the themes in the order of the settings.
func Themes() []Theme { return []Theme{ThemeSystem, ThemeLight, ThemeDark, ThemeContrast} }

// TextSizes are the sizes of text that there are, in percent, in order.
func TextSizes() []int { return []int{80, 90, 100, 110, 125, 150, 175, 200} }

// CheckIntervals are the times between two checks that there are, in minutes.
func CheckIntervals() []int { return []int{15, 30, 60, 120, 180, 360} }

// NoticeSettings say of what the desktop is to tell, and when.
type NoticeSettings struct {
	// On is asked for after the first download, not before: Asked says that it was.
	On    bool `json:"on"`
	Asked bool `json:"asked"`
	// Kinds are those of which the desktop tells.
	Kinds map[tracker.NoticeKind]bool `json:"kinds"`
	// Quiet keeps quiet from the hour QuietFrom up to the hour QuietTo, by the
	// person's clock: 0 to 23. They are the same for never.
	QuietFrom int `json:"quietFrom"`
	QuietTo   int `json:"quietTo"`
	// Digest tells once a day, at the hour DigestAt, instead of at once.
	Digest   bool `json:"digest"`
	DigestAt int  `json:"digestAt"`
}

// ViewSettings are how the person left the window.
type ViewSettings struct {
	Width  float32 `json:"width"` // of the window, in device-independent pixels; 0 for the usual size
	Height float32 `json:"height"`
	// Split is the part of the width that the list takes, 0 for the usual one.
	Split float32 `json:"split"`
	Table bool    `json:"table"` // the list is a table
	// Scope is what the list holds.
	Scope tracker.Scope `json:"scope"`
	// Order is that of the list, of the table Columns.
	Order tracker.Order `json:"order"`
	// What the list is narrowed down to beside that, but for what was searched for.
	Stages  []string `json:"stages,omitempty"` // by their names in the list's menu
	Tag     string   `json:"tag,omitempty"`
	Unseen  bool     `json:"unseen,omitempty"`
	Starred bool     `json:"starred,omitempty"`
	// Chosen is the ID of the application whose detail shows, empty for none.
	Chosen string `json:"chosen,omitempty"`
}

// DefaultSettings are those of who has chosen nothing yet.
func DefaultSettings() Settings {
	return Settings{
		TextSize: 100, CheckMinutes: 30, Backups: true, CheckUpdates: true,
		Notices: NoticeSettings{Kinds: tracker.UsualNotices(), QuietFrom: 21, QuietTo: 9, DigestAt: 19},
	}
}

// A SettingsStore keeps settings. Load returns [DefaultSettings] for what cannot be
// read, with the error. The methods may be called from any goroutine.
type SettingsStore interface {
	Load() (Settings, error)
	Save(Settings) error
}

// Normalize brings what may come from an edited or newer file into range.
func (s Settings) Normalize(languages []string) Settings {
	if !slices.Contains(languages, s.Language) {
		s.Language = ""
	}
	if !slices.Contains(Themes(), s.Theme) {
		s.Theme = ThemeSystem
	}
	s.TextSize = nearest(TextSizes(), s.TextSize)
	s.CheckMinutes = nearest(CheckIntervals(), s.CheckMinutes)
	if s.SilenceDays != 0 {
		s.SilenceDays = min(max(s.SilenceDays, tracker.MinSilenceDays), tracker.MaxSilenceDays)
	}
	for _, hour := range []*int{&s.Notices.QuietFrom, &s.Notices.QuietTo, &s.Notices.DigestAt} {
		*hour = min(max(*hour, 0), 23)
	}
	if s.Notices.Kinds == nil {
		s.Notices.Kinds = tracker.UsualNotices()
	}
	s.View = s.View.normalize()
	return s
}

func (v ViewSettings) normalize() ViewSettings {
	const largest = 16384                                                              // no screen is wider
	if !(v.Width >= 0 && v.Width <= largest && v.Height >= 0 && v.Height <= largest) { // nor is it no number
		v.Width, v.Height = 0, 0
	}
	if !(v.Split >= 0.2 && v.Split <= 0.8) {
		v.Split = 0
	}
	if !v.Scope.Valid() {
		v.Scope = tracker.ScopeActive
	}
	if !v.Order.Valid() {
		v.Order = tracker.Order{}
	}
	v.Stages = slices.DeleteFunc(slices.Clone(v.Stages), func(name string) bool {
		_, known := stageByName(name)
		return !known
	})
	if len(v.Stages) == 0 {
		v.Stages = nil
	}
	return v
}

// nearest is the one of some ordered numbers that is nearest to n.
func nearest(of []int, n int) int {
	best := of[0]
	for _, other := range of[1:] {
		if abs(other-n) < abs(best-n) {
			best = other
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// interval is the time between two checks.
func (s Settings) interval() time.Duration { return time.Duration(s.CheckMinutes) * time.Minute }
