package app

import (
	"context"

	"candidaturas/tracker"
	"candidaturas/tracker/store"
	"candidaturas/ui/present"
)

// A keptProfile is what a connection keeps on this computer.
type keptProfile struct {
	connector *connector
	tracker   *tracker.Tracker
	storage   present.Storage
	data      present.DataService
}

var _ present.Profile = (*keptProfile)(nil)

// kept returns the profile that db holds and t reads.
func (c *connector) kept(t *tracker.Tracker, db *store.DB, storage present.Storage) *keptProfile {
	p := &keptProfile{connector: c, tracker: t, storage: storage, data: present.NoData{}}
	if c.profile.dir != "" && storage.Problem == nil {
		p.data = &dataService{dir: c.profile.dir, db: db, tracker: t, languages: c.languages}
	}
	return p
}

func (p *keptProfile) Tracker() *tracker.Tracker       { return p.tracker }
func (p *keptProfile) Storage() present.Storage        { return p.storage }
func (p *keptProfile) OnReplaced(f func())             { p.connector.profile.onReplaced(f) }
func (p *keptProfile) CanBackUp() bool                 { return p.data != present.NoData{} }
func (p *keptProfile) Data() present.DataService       { return p.data }
func (*keptProfile) CanErase() bool                    { return true }
func (p *keptProfile) Erase(ctx context.Context) error { return p.connector.erase(ctx) }
