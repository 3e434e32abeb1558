package auth

// RedirectURI is InfoJobs' page for desktop apps, which shows the person the
// code. InfoJobs compares it byte for byte in both calls, plain http included.
const RedirectURI = "http://www.infojobs.net/core/oauth2vc/index.xhtml"

const (
	defaultWWW    = "https://www.infojobs.net"
	authorizePath = "/api/oauth/user-authorize/index.xhtml"
	tokenPath     = "/oauth/authorize" //nolint:gosec // InfoJobs' name for the token endpoint
)
