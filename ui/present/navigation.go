package present

import "candidaturas/tracker"

// ShowSection changes between the applications and what changed.
func (a *Applications) ShowSection(s Section) {
	if a.section != s {
		a.section = s
		a.show()
	}
}

// Choose shows what a row is about: one application, none for "".
func (a *Applications) Choose(row string) {
	switch {
	case a.conn == nil:
	case a.section == SectionNews:
		if id := a.News.choose(row); id != "" {
			a.chooseApplication(id)
		}
		a.show()
	default:
		a.chooseApplication(row)
	}
}

// ChooseOther shows another application, whatever the list holds.
func (a *Applications) ChooseOther(id string) {
	if a.find(id) != nil {
		a.chooseApplication(id)
	}
}

func (a *Applications) chooseApplication(id string) { a.Chosen.choose(id) }

func (a *Applications) chosenID() string { return a.Chosen.id }

// nextTo is the application after one in the list, "" if the list does not show it.
func (a *Applications) nextTo(id string) string {
	if a.section != SectionApplications {
		return ""
	}
	return a.results.next(id)
}

// Actions are what can be done to what a row is about, false where that is no
// application.
func (a *Applications) Actions(row string) (Actions, bool) {
	if a.section == SectionNews {
		row = a.News.application(row)
	}
	s := a.find(row)
	if s == nil {
		return Actions{}, false
	}
	return actionsOf(s), true
}

// Unfold shows or hides the rejections behind a folded line of «Novedades», and
// reports whether id is such a line.
func (a *Applications) Unfold(id string) bool { return a.section == SectionNews && a.News.unfold(id) }

// NextUnseen chooses the next application, or the next line of «Novedades», that the
// person has not seen, going round.
func (a *Applications) NextUnseen() {
	if a.conn == nil {
		return
	}
	var id string
	if a.section == SectionNews {
		id = a.News.rows(a.platform.Now()).NextUnseen(a.News.selected)
	} else {
		id = a.results.nextUnseen(a.Chosen.id)
	}
	if id == "" {
		a.Remarks.say(a.words.T("news.no_more"))
		a.show()
		return
	}
	a.Choose(id)
}

// doBanner does what the button of a banner about the list says.
func (a *Applications) doBanner(action BannerAction) {
	switch action {
	case BannerRetry:
		a.Notes.Retry()
		a.Downloads.Refresh()
	case BannerDismissStorage:
		a.storage.dismiss()
	case BannerDismissCrash:
		a.banners.dismissCrash()
	case BannerShowFailed:
		a.ShowSection(SectionApplications)
		a.Filters.showFailed()
	}
}

// DoEmpty does what the button of the empty list says.
func (a *Applications) DoEmpty(action EmptyAction) {
	switch action {
	case EmptyShowAll:
		a.Filters.SetScope(string(tracker.ScopeAll))
	case EmptyOpenInfoJobs:
		a.Offers.openHome()
	case EmptyRefresh:
		a.Downloads.Refresh()
	case EmptyClearFilters:
		a.Filters.Clear()
	case EmptyAllNews:
		a.News.ShowKind(string(newsAll))
	case EmptyNothing:
	}
}
