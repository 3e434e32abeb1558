// Package profile keeps the app's own small files in the person's folder: settings, the
// log, the report of a crash, what is known of newer versions, and the lock that has one
// process at a time use them. It knows neither the toolkit nor the network of InfoJobs.
package profile
