package tracker

import "context"

type TagUse struct {
	Tag   string
	Count int
}

func (t *Tracker) TagUses(context.Context) ([]TagUse, error)               { return nil, nil }
func (t *Tracker) Tagged(context.Context, string) (map[string]bool, error) { return nil, nil }
