package api

import "net/url"

// OfferPage is the public page of an offer. www is the base address of InfoJobs'
// pages.
func OfferPage(www, offerID string) string { return www + "/of-i" + url.PathEscape(offerID) }

// ApplicationsPage is where the signed-in person sees their own applications.
func ApplicationsPage(www string) string { return www + "/candidate/applications/list.xhtml" }
