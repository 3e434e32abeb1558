// Package e2e tests the whole program: in a real window, with processes killed in the
// middle of a sync, against the threats and faults that have a number, and for the
// directions in which packages may import each other. It holds tests alone.
package e2e
