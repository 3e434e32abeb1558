// Package sandbox is an InfoJobs on loopback: the authorize, consent and code
// pages, the token endpoint and the candidate's operations, over invented data.
// It serves the demonstration and every end-to-end test.
//
// It follows InfoJobs' public developer documentation (developer.infojobs.net)
// and, where that is silent, what public clients have recorded. Where nobody
// knows, it takes the stricter of the plausible behaviours, or offers both in
// [Options].
//
// It never listens on anything but loopback, never calls out, never holds data
// of a real person or company, and its pages say that they are a simulation.
package sandbox
