package present

// A Step is a screen of the way in.
type Step int

// The steps of signing in.
const (
	StepWelcome Step = iota
	StepCode         // browser open, waiting for the pasted code
	StepConfirm      // «¿Eres tú?»
)

// A SignInState is what the welcome screen and the sign-in steps show.
type SignInState struct {
	Step Step

	// Welcome.
	CanConnect    bool // there are keys
	ConnectLabel  string
	Promise       string // what connecting does and does not do, if that needs saying
	CanTrySample  bool
	SamplePrimary bool     // trying the simulation is the one next step
	CanUseKeys    bool     // the person may give keys of their own
	Notice        *Message // lasting note over the buttons
	CanReload     bool     // the keyring may be asked again
	CanRestore    bool     // a copy of what was kept can be brought back

	// Code.
	Title    string
	Step1    string   // what to do in the browser
	Help     []string // where the page shows no code
	LinkNote string   // what became of «Copiar enlace»
	// LinkProblem says that the browser did not open.
	LinkProblem *Message
	Code        string // what the field holds after «Pegar» or after being cleared
	CodeSeq     int    // changes when Code is to be put into the field
	MaskCode    bool
	CanRestart  bool // the attempt is over: «Empezar de nuevo»
	CanSkip     bool // waiting for the keyring: «Seguir sin guardar»
	CanKeep     bool // the session is worth keeping
	Keep        bool // «Mantener la sesión en este equipo»

	// Confirm.
	ConfirmTitle string
	Question     string
	Warning      string
	Why          string // why there is a question at all
	CanRetry     bool   // InfoJobs did not say who it is: «Reintentar»
	YesLabel     string
	NoLabel      string

	// Leaving says that the session is being ended: there is nothing to do but wait.
	Leaving bool
	Busy    string   // what is going on, empty when nothing is
	Message *Message // what went wrong
}
