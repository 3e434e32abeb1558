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
	others  *LinkList
	more    *Button
	moreBox *fyne.Container
	older   *widget.Label
}

func newCompanyTab(win *Window, p *Pane) *companyTab {
	w, shell := win.words, win.shell()
	v := &companyTab{
		counts: NewParagraph(""), answer: NewParagraph(""), missing: NewParagraph(""),
		heading: NewHeading(w.T("company.others"), theme.SizeNameText, fyne.TextAlignLeading),
		hint:    NewParagraph(""), older: NewParagraph(""),
	}
	for _, l := range []*widget.Label{v.missing, v.hint, v.older} {
		l.Importance = widget.LowImportance
	}
	v.others = NewLinkList(w.T("company.others"), p.Keys, shell.ChooseOther, p.Scroll.Reveal)
	v.more = NewButton(ButtonQuiet, SymbolExpand, "", p.Keys, shell.MoreOthers)
	v.moreBox = container.New(&Inset{X: 2, Y: 2}, container.NewHBox(v.more))
	v.object = NewStack(0, v.missing, NewStack(-theme.InnerPadding(), v.counts, v.answer),
		v.hint, v.heading, v.others, v.moreBox, v.older)
	return v
}

func (v *companyTab) set(c present.CompanyText) {
	SetText(v.counts, c.Counts)
	SetText(v.answer, c.Answer)
	SetText(v.hint, c.Hint)
	SetText(v.missing, c.Missing)
	SetText(v.older, c.Older)
	links := make([]Link, len(c.Others))
	for i, o := range c.Others {
		links[i] = Link{ID: o.ID, Title: o.Title, Status: o.Status, Icon: Symbol(o.Icon), Tint: statusColors[o.Icon]}
	}
	v.others.Set(links)
	SetVisible(v.heading, len(links) > 0)
	SetVisible(v.others, len(links) > 0)
	v.more.SetLabel(c.More)
	SetVisible(v.moreBox, c.More != "")
}
