package present

// A SettingsSection is a page of the settings.
type SettingsSection int

// The sections, in order.
const (
	SettingsGeneral SettingsSection = iota
	SettingsAccount
	SettingsNotices
	SettingsSilence
	SettingsData
	SettingsAdvanced
)

var settingsSections = [...]string{
	SettingsGeneral:  "settings.general",
	SettingsAccount:  "settings.account",
	SettingsNotices:  "settings.notices",
	SettingsSilence:  "settings.silence",
	SettingsData:     "settings.data",
	SettingsAdvanced: "settings.advanced",
}

// A SettingsState is what the window with the settings shows.
type SettingsState struct {
	Title    string
	Sections []string // the names, in order
	Section  SettingsSection
	// Problem is why choices do not last, nil while they do.
	Problem *Message
	Retry   string // text of the button that tries to keep them, empty for none
	// Items are those of the section.
	Items    []SettingItem
	Question *SettingsQuestion
	File     *FileState
	// SignOut is what to ask before the session is closed.
	SignOut SignOutQuestion
}

// A SettingKind is how a setting is shown.
type SettingKind int

// The kinds of setting. Any of them may have actions.
const (
	SettingHeading SettingKind = iota // of what follows
	SettingText                       // nothing to choose
	SettingSwitch                     // on or off
	SettingChoice                     // one of several
	SettingLine                       // nothing to choose, one of a list
)

// A SettingItem is a setting, or a remark among them. Its ID tells it apart from
// the others of its section.
type SettingItem struct {
	ID       SettingID
	Kind     SettingKind
	Label    string
	Hint     string // more about it
	On       bool   // of a switch
	Options  []string
	Selected int // among the options
	Disabled bool
	// Under says that it is part of the switch above it.
	Under   bool
	Actions []SettingAction
	Busy    string   // what is going on
	Message *Message // what came of it
}

// A SettingAction is a button of a setting.
type SettingAction struct {
	ID       SettingID
	Arg      string // what it is about, where there are several of its kind
	Label    string
	About    string // what it is about, for who cannot see what it stands beside
	Disabled bool
	// Danger says that nothing brings back what it takes away.
	Danger bool
}

// A SettingID names a setting or something that can be done.
type SettingID string

// The settings.
const (
	SettingLanguage     SettingID = "language"
	SettingTheme        SettingID = "theme"
	SettingTextSize     SettingID = "text_size"
	SettingStartup      SettingID = "startup"
	SettingKeepRunning  SettingID = "keep_running"
	SettingAccount      SettingID = "account"
	SettingScopes       SettingID = "scopes"
	SettingNoticesOn    SettingID = "notices_on"
	SettingNoticeKind   SettingID = "notice." // and the kind
	SettingQuiet        SettingID = "quiet"
	SettingQuietFrom    SettingID = "quiet_from"
	SettingQuietTo      SettingID = "quiet_to"
	SettingDigest       SettingID = "digest"
	SettingDigestAt     SettingID = "digest_at"
	SettingCheckEvery   SettingID = "check_every"
	SettingTestNotice   SettingID = "test_notice"
	SettingSilenceDays  SettingID = "silence_days"
	SettingWhere        SettingID = "where"
	SettingSize         SettingID = "size"
	SettingBackups      SettingID = "backups"
	SettingCopies       SettingID = "copies"
	SettingCopy         SettingID = "copy." // and its path
	SettingExport       SettingID = "export"
	SettingImport       SettingID = "import"
	SettingErase        SettingID = "erase"
	SettingKeys         SettingID = "keys"
	SettingLog          SettingID = "log"
	SettingCheckUpdates SettingID = "check_updates"
	SettingPrivacy      SettingID = "privacy"
)

// The actions. The first four are the view's to do: they need a form or a
// question, and then another part of the app.
const (
	DoReconnect  SettingID = "do.reconnect"
	DoSignOut    SettingID = "do.sign_out"
	DoErase      SettingID = "do.erase"
	DoEnterKeys  SettingID = "do.enter_keys"
	DoTestNotice SettingID = "do.test_notice"
	DoOpenFolder SettingID = "do.open_folder" // of the folder in Arg
	DoCopyPath   SettingID = "do.copy_path"   // of the path in Arg
	DoBackupNow  SettingID = "do.backup_now"
	DoRestore    SettingID = "do.restore" // of the backup whose path is in Arg
	DoSaveCopy   SettingID = "do.save_copy"
	DoRestoreOf  SettingID = "do.restore_of" // a file that the person chooses
	DoExport     SettingID = "do.export"     // in the format in Arg
	DoImport     SettingID = "do.import"
	DoTestKeys   SettingID = "do.test_keys"
	DoRemoveKeys SettingID = "do.remove_keys"
	DoAskWho     SettingID = "do.ask_who"
)

// A SettingsQuestion is what to ask before something is done.
type SettingsQuestion struct {
	Seq              int // tells questions apart
	Title, Text, Yes string
}

// A FileState is the choice of a file.
type FileState struct {
	Seq         int // tells choices apart
	Title, Text string
	// Path is what the field holds to begin with, Folder what is in sight there.
	Path string
	// Save says that the file is to be written, otherwise it is to be read.
	Save   bool
	Accept string // text of the main button
	// Extensions are those of the files that come into question, with dots.
	Extensions []string
	Busy       string
	Message    *Message
}
