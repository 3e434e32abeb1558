// Package present holds the presenters: they take what a person does, work with
// tracker and auth, and publish immutable states that the views draw. It knows
// every rule of the screens and nothing of the toolkit.
//
// A presenter lives on one goroutine, the one its [Dispatcher] runs functions
// on: call its methods there. Slow work runs elsewhere and comes back through
// the dispatcher; a result that a newer intent has overtaken is dropped.
package present
