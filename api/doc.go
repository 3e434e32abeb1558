// Package api is the client for InfoJobs' developer API as a candidate's
// desktop client meets it: the person's applications, their timelines, the
// offers behind them, the profile and the CVs.
//
// It only reads. It never opens a window or a browser, never touches the
// keyring, never signs anybody in (an [Authorizer] supplies the credentials),
// never follows a redirect and never sends the credentials to another host.
// What it logs holds no bodies, no identifiers and no query: a line a request,
// how many members of an answer were odd, and unknown kinds of event by number.
//
// Protocol facts come from https://developer.infojobs.net/documentation and
// from what public clients recorded. The service deviates from its own
// documentation in places, so decoding forgives single members: one that is not
// what it should be becomes the zero value and is counted in the log, and the rest
// of the row is kept. What is decoded is what package tracker keeps: a [Client] is
// its source.
//
// Errors match the sentinels of package fault with [errors.Is], and those of
// package tracker as well.
package api
