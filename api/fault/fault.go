// Package fault says what can go wrong between this computer and InfoJobs, and
// holds what every client of InfoJobs has to do alike: the limits of its
// connections, how long it waits, which addresses and tokens it accepts.
//
// Package auth, which signs in, and package api, which reads, stand on it and do
// not know each other. It imports nothing of this program and sends nothing.
package fault

import "errors"

// What can keep InfoJobs from answering, as far as the person or the next step
// differs. Match with errors.Is.
var (
	ErrOffline      = errors.New("InfoJobs cannot be reached")
	ErrInsecure     = errors.New("the connection to InfoJobs is not secure")
	ErrPortal       = errors.New("the network answered in place of InfoJobs")
	ErrBotWall      = errors.New("InfoJobs answered with a web page")
	ErrUnavailable  = errors.New("InfoJobs does not work at the moment")
	ErrRateLimited  = errors.New("InfoJobs asks to wait")
	ErrSignedOut    = errors.New("InfoJobs accepts no session of the person")
	ErrKeysRefused  = errors.New("InfoJobs does not accept the app keys")
	ErrScopeMissing = errors.New("the permission for this was not granted")
	ErrNotFound     = errors.New("InfoJobs does not know it")
	ErrBadAnswer    = errors.New("InfoJobs' answer could not be understood")
)
