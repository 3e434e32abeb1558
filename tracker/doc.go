// Package tracker knows what job applications mean: their status and what it
// says about reading, how InfoJobs' events map to it, and how the person's list
// is downloaded and kept in step with InfoJobs.
//
// It reads InfoJobs through [Source], an interface of its own, and never speaks
// HTTP, opens windows or touches the keyring.
package tracker
