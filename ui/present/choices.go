package present

import (
	"cmp"
	"context"
	"reflect"
	"slices"

	"candidaturas/tracker"
	"candidaturas/ui/present/task"
)

// A Look is how everything is drawn.
type Look struct {
	Theme    Theme
	TextSize int // in percent
}

// Look is the one that the settings choose.
func (s Settings) Look() Look { return Look{s.Theme, s.TextSize} }

// Translations are what the window can speak.
type Translations struct {
	// Names are the languages, the source first.
	Names []string
	// System is the one that fits the person's system best.
	System string
	// Words returns the words in one of them.
	Words func(language string) (*Words, error)
}

// choices are the settings in force, and their way to the disk.
type choices struct {
	Settings
	store SettingsStore
	// saving is the one save under way; unsaved says that another must follow.
	saving  task.Task
	unsaved bool
	// unread says that those of before could not be read and nothing was kept since,
	// problem is why the last could not be kept.
	unread  bool
	problem error
}

// loadChoices reads the settings, before anything shows.
func (s *Shell) loadChoices() {
	s.choices = choices{Settings: DefaultSettings(), store: s.opts.Settings}
	if s.choices.store == nil {
		return
	}
	kept, err := s.choices.store.Load()
	if err != nil {
		s.opts.Log.Warn("reading the settings", "error", err)
	}
	s.choices.unread = err != nil
	s.choices.Settings = kept.Normalize(s.opts.Translations.Names)
}

// Settings returns the settings in force.
func (s *Shell) Settings() Settings { return s.choices.Settings }

// change changes the settings, has everything follow at once, and keeps them.
func (s *Shell) change(with func(*Settings)) {
	before := s.choices.Settings
	after := before
	after.Notices.Kinds = copyKinds(before.Notices.Kinds)
	with(&after)
	after = after.Normalize(s.opts.Translations.Names)
	if reflect.DeepEqual(before, after) {
		return
	}
	s.choices.Settings = after
	s.follow(before, after)
	s.saveChoices()
	s.prefs.show()
}

func copyKinds(kinds map[tracker.NoticeKind]bool) map[tracker.NoticeKind]bool {
	c := make(map[tracker.NoticeKind]bool, len(kinds))
	for k, on := range kinds {
		c[k] = on
	}
	return c
}

// follow has everything do what the settings say now.
func (s *Shell) follow(before, after Settings) {
	if before.Look() != after.Look() {
		s.opts.View.ShowLook(after.Look())
	}
	if before.Language != after.Language {
		s.speak(after.Language)
	}
	if before.CheckMinutes != after.CheckMinutes {
		s.apps.Downloads.checks.every(after.interval())
	}
	s.desktop.background.keep = after.KeepRunning
	s.desktop.updates.choose(after.CheckUpdates)
	if !reflect.DeepEqual(before.Notices, after.Notices) {
		s.desktop.notices.choose(after.Notices)
		s.showTray()
	}
	if before.SilenceDays != after.SilenceDays {
		s.tellSilence()
	}
}

// tellSilence has the tracker call silence what the settings do. It may have to
// wait for something that is being written.
func (s *Shell) tellSilence() {
	conn, days := s.conn, s.choices.SilenceDays
	s.loop.Running.Go(func() {
		conn.Tracker().SetSilenceDays(days)
		s.loop.Post(func() {
			if s.conn == conn {
				s.apps.show()
			}
		})
	})
}

// speak changes the language of everything.
func (s *Shell) speak(language string) {
	if s.opts.Translations.Words == nil {
		return
	}
	words, err := s.opts.Translations.Words(cmp.Or(language, s.opts.Translations.System))
	if err != nil {
		s.opts.Log.Error("changing the language", "error", err)
		return
	}
	s.opts.Words = words
	s.apps.speak(words)
	s.signIn.words, s.desktop.notices.words = words, words
	s.desktop.tray = TrayState{}
	s.prefs.speak(words)
	s.opts.View.ShowWords(words) // which builds everything anew
	s.opts.View.ShowScreen(s.screen)
	s.signIn.relocalize()
	s.apps.show()
	s.showTray()
}

// saveChoices keeps the settings. One save runs at a time, and what has changed
// meanwhile is kept by another.
func (s *Shell) saveChoices() {
	c := &s.choices
	if c.store == nil {
		return
	}
	if c.saving.Busy() {
		c.unsaved = true
		return
	}
	c.unsaved = false
	settings, store := c.Settings, c.store
	task.Start(s.loop, &c.saving, task.NoValue(func(context.Context) error { return store.Save(settings) }), func(_ task.Never, err error) {
		if err != nil {
			s.opts.Log.Warn("keeping the settings", "error", err)
		}
		c.problem, c.unread = err, c.unread && err != nil
		s.prefs.show()
		if c.unsaved {
			s.saveChoices()
		}
	})
}

// saveLast keeps what no save under way has kept, when the app ends.
func (s *Shell) saveLast() {
	c := &s.choices
	if c.store == nil || !c.unsaved {
		return
	}
	if err := c.store.Save(c.Settings); err != nil {
		s.opts.Log.Warn("keeping the settings", "error", err)
	}
}

// keepView has the next start show the window as it is.
func (s *Shell) keepView(change func(*ViewSettings)) {
	s.change(func(set *Settings) { change(&set.View) })
}

// KeepWindow has the next start open the window in this size, in device-independent
// pixels, with what is chosen now.
func (s *Shell) KeepWindow(width, height float32) {
	s.apps.rememberList()
	s.keepView(func(v *ViewSettings) { v.Width, v.Height = width, height })
}

// KeepSplit has the next start give the list this part of the width.
func (s *Shell) KeepSplit(part float32) { s.keepView(func(v *ViewSettings) { v.Split = part }) }

// ResizeText makes text larger by so many steps, or smaller; 0 is the usual size.
func (s *Shell) ResizeText(steps int) {
	sizes := TextSizes()
	s.change(func(set *Settings) {
		if steps == 0 {
			set.TextSize = DefaultSettings().TextSize
			return
		}
		at := slices.Index(sizes, set.TextSize)
		set.TextSize = sizes[min(max(at+steps, 0), len(sizes)-1)]
	})
}
