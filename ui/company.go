package ui

import (
	"candidaturas/ui/present"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// companyTab shows what the person has lived with a company.
type companyTab struct {
	object  *fyne.Container
	counts  *widget.Label
	answer  *widget.Label
	missing *widget.Label
	heading *widget.Label
	hint    *widget.Label
	others  *linkList
	more    *button
	moreBox *fyne.Container
	older   *widget.Label
}

func newCompanyTab(win *Window, p *pane) *companyTab {
	w, shell := win.words, win.shell()
	v := &companyTab{
		counts: newParagraph(""), answer: newParagraph(""), missing: newParagraph(""),
		heading: newHeading(w.T("company.others"), theme.SizeNameText, fyne.TextAlignLeading),
		hint:    newParagraph(""), older: newParagraph(""),
	}
	for _, l := range []*widget.Label{v.missing, v.hint, v.older} {
		l.Importance = widget.LowImportance
	}
	v.others = newLinkList(w.T("company.others"), p.keys, shell.ChooseOther, p.scroll.show)
	v.more = newButton(buttonQuiet, symbolExpand, "", p.keys, shell.MoreOthers)
	v.moreBox = container.New(&inset{2, 2}, container.NewHBox(v.more))
	v.object = newStack(0, v.missing, newStack(-theme.InnerPadding(), v.counts, v.answer),
		v.hint, v.heading, v.others, v.moreBox, v.older)
	return v
}

func (v *companyTab) set(c present.CompanyText) {
	setText(v.counts, c.Counts)
	setText(v.answer, c.Answer)
	setText(v.hint, c.Hint)
	setText(v.missing, c.Missing)
	setText(v.older, c.Older)
	links := make([]link, len(c.Others))
	for i, o := range c.Others {
		links[i] = link{id: o.ID, title: o.Title, status: o.Status, icon: symbol(o.Icon), tint: statusColors[o.Icon]}
	}
	v.others.set(links)
	setVisible(v.heading, len(links) > 0)
	setVisible(v.others, len(links) > 0)
	v.more.setLabel(c.More)
	setVisible(v.moreBox, c.More != "")
}
