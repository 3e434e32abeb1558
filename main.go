// Candidaturas shows a person's job applications at InfoJobs in a native window.
package main

import (
	_ "embed"
	"os"

	"candidaturas/internal/app"
)

//go:embed FyneApp.toml
var fyneApp []byte

// What the publisher sets at build time with -ldflags "-X main.clientID=…", see
// README.md: the app keys, where new versions are told of and where people download
// them. Without both addresses the app does not look for any.
var clientID, clientSecret, updateURL, downloadPage string

func main() {
	os.Exit(app.Run(app.Build{
		Metadata: fyneApp, ClientID: clientID, ClientSecret: app.Secret(clientSecret),
		UpdateURL: updateURL, DownloadPage: downloadPage,
	}, os.Args[1:], os.Stdout, os.Stderr))
}
