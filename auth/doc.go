// Package auth signs a person in to InfoJobs and keeps the session: it builds
// the address that the browser opens, understands what the person pastes back,
// exchanges the code, refreshes the token, and keeps the result in the system's
// keyring or in memory.
//
// It never opens a browser, reads a clipboard, listens on a port or writes a
// file, and no secret of it ever reaches an error, a log, an argument list or
// the environment of another process.
//
// The protocol is the one of https://developer.infojobs.net/documentation/user-oauth2/index.xhtml
// (OAuth 2 with a verification code that the person copies), and where that page
// is silent what its known clients do: scopes are joined by commas, the refresh
// sends redirect_uri, token_type means nothing, and a code that was sent once is
// spent, whatever came back.
//
// OAuth's out-of-band codes can be phished: an attempt lives ten minutes, the
// state is compared when the pasted text carries one, an address of another host
// is refused, and without a state the caller must show whose account it is
// before it calls [Session.Adopt].
package auth
