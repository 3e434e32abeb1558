package ui

import (
	"candidaturas/ui/present"
	"candidaturas/ui/widgets"

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
	others  *widgets.LinkList
	more    *widgets.Button
	moreBox *fyne.Container
	older   *widget.Label
}

func newCompanyTab(win *Window, p *widgets.Pane) *companyTab {
	w, list := win.words, win.list()
	v := &companyTab{
		counts: widgets.NewParagraph(""), answer: widgets.NewParagraph(""), missing: widgets.NewParagraph(""),
		heading: widgets.NewHeading(w.T("company.others"), theme.SizeNameText, fyne.TextAlignLeading),
		hint:    widgets.NewParagraph(""), older: widgets.NewParagraph(""),
	}
	for _, l := range []*widget.Label{v.missing, v.hint, v.older} {
		l.Importance = widget.LowImportance
	}
	v.others = widgets.NewLinkList(w.T("company.others"), p.Keys, list.ChooseOther, p.Scroll.Reveal)
	v.more = widgets.NewButton(widgets.ButtonQuiet, widgets.SymbolExpand, "", p.Keys, list.Company.ShowMore)
	v.moreBox = container.New(&widgets.Inset{X: 2, Y: 2}, container.NewHBox(v.more))
	v.object = widgets.NewStack(0, v.missing, widgets.NewStack(-theme.InnerPadding(), v.counts, v.answer),
		v.hint, v.heading, v.others, v.moreBox, v.older)
	return v
}

func (v *companyTab) set(c present.CompanyText) {
	widgets.SetText(v.counts, c.Counts)
	widgets.SetText(v.answer, c.Answer)
	widgets.SetText(v.hint, c.Hint)
	widgets.SetText(v.missing, c.Missing)
	widgets.SetText(v.older, c.Older)
	links := make([]widgets.Link, len(c.Others))
	for i, o := range c.Others {
		links[i] = widgets.Link{ID: o.ID, Title: o.Title, Status: o.Status, Icon: widgets.Symbol(o.Icon), Tint: statusColors[o.Icon]}
	}
	v.others.Set(links)
	widgets.SetVisible(v.heading, len(links) > 0)
	widgets.SetVisible(v.others, len(links) > 0)
	v.more.SetLabel(c.More)
	widgets.SetVisible(v.moreBox, c.More != "")
}
