// Package app puts the program together: options, the connections to InfoJobs and to its
// simulation, the person's profile, the desktop and the window. Nothing else imports
// Fyne's app package, and nothing imports this one but main and tests.
package app
