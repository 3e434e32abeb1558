package present

import "errors"

// Offers lead to InfoJobs' pages.
type Offers struct {
	*base
	remarks *Remarks
	text    func() string // all that is kept of the chosen application's offer
}

// url is an application's offer at InfoJobs, "" when there is none.
func (o *Offers) url(id string) string {
	s := o.find(id)
	if s == nil || !atInfoJobs(s.OfferID) {
		return ""
	}
	return o.conn.OfferURL(s.OfferID)
}

// Open opens an application's offer in the browser.
func (o *Offers) Open(id string) {
	if link := o.url(id); link != "" {
		o.open(link)
	}
}

// openHome opens the page where the person sees their applications.
func (o *Offers) openHome() {
	if o.conn != nil {
		o.open(o.conn.HomeURL())
	}
}

func (o *Offers) open(link string) {
	err := openLink(o.platform, link, o.conn.WWW())
	switch {
	case err == nil:
		return
	case errors.Is(err, errForeignLink):
		o.remarks.say(o.words.T("link.refused"))
	default:
		o.platform.SetClipboard(link)
		o.remarks.say(o.words.T("link.failed"))
	}
	o.log.Warn("opening a link", "error", err)
	o.show()
}

// CopyLink copies the address of an application's offer.
func (o *Offers) CopyLink(id string) {
	link := o.url(id)
	if link == "" {
		return
	}
	o.platform.SetClipboard(link)
	o.remarks.say(o.words.T("link.copied"))
	o.show()
}

// CopyText copies all that is kept of the chosen application's offer.
func (o *Offers) CopyText() {
	text := o.text()
	if text == "" {
		return
	}
	o.platform.SetClipboard(text)
	o.remarks.say(o.words.T("offer.copied"))
	o.show()
}
