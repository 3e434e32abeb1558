package present

import "candidaturas/tracker"

type filters struct{ tags []tracker.TagUse }

func (a *applications) readTags() {}
