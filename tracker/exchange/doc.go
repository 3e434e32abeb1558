// Package exchange writes what is kept of a person's applications to files that
// other programs read, and reads such files: tables as CSV and XLSX, and everything
// as JSON. What it reads it returns as [tracker.Record]s; what becomes of them is
// the tracker's business.
//
// It takes files from strangers: whatever they hold, it reads them piece by piece,
// cuts what is too long, and never repeats a word of them in an error. It holds no
// words that people see: headings and the names of stages come as [Words].
package exchange
