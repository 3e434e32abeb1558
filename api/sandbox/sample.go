package sandbox

import (
	"embed"
	"encoding/json"
	"slices"

	"candidaturas/tracker"
)

// The data are invented: the people, and the companies' names, which were coined
// not to belong to anybody.
//
//go:embed data/*.json
var dataFiles embed.FS

type sampleData struct {
	People    []person
	Companies []*company
	Roles     []*role
	Stories   []story
	Kinds     []eventKind
	Scopes    []scopeText
	Provinces []*idValue
	Cities    map[string]string // city to province
	Texts     offerTexts

	kinds     map[tracker.EventKind]*eventKind
	provinces map[string]*idValue
	sectors   map[string][]*company
}

type idValue struct {
	ID    int    `json:"id"`
	Value string `json:"value"`
}

type person struct {
	ID           int    `json:"id"`
	Key          string `json:"key"`
	Name         string `json:"name"`
	Surname1     string `json:"surname1"`
	Surname2     string `json:"surname2"`
	Email        string `json:"email"`
	City         string `json:"city"`
	Province     string `json:"province"`
	Birth        string `json:"birth"`
	Applications int    `json:"applications"`
	Home         []string
	CVs          []cv
	Letters      []string
}

func (p person) fullName() string { return p.Name + " " + p.Surname1 + " " + p.Surname2 }

type cv struct {
	Name    string
	Code    string
	Sectors []string
	Letter  float64 // chance of a cover letter
}

type company struct {
	Name     string
	Sectors  []string
	Cities   []string
	Industry string
	About    string
	Size     int
	Hidden   bool
}

type role struct {
	Sector, Department, Level string
	Titles                    []string
	Category, Subcategory     idValue
	Tasks                     []string
	Requirements              []string
	Desirable                 []string
	Skills                    []string
	Studies                   idValue
	Pay                       [2]int // euros a year
}

// A story is how an application may go.
type story struct {
	Name   string
	Weight int
	Least  int        // how many of a sample of ordinary size follow it at least
	Age    [2]float64 // days since applying; zero for any
	Steps  []step
}

// A step happens some office days after the one before, or as its other fields
// say.
type step struct {
	Kind     tracker.EventKind
	Days     [2]float64
	Seconds  [2]int
	Together bool    // at the same instant
	Evening  bool    // the person's doing, not the company's
	Chance   float64 // 0 is certain
	Reasons  int     // at most so many
}

type eventKind struct {
	Kind    tracker.EventKind
	Key     string
	Value   string
	First   bool
	Last    bool
	Texts   []string
	Reasons []string
}

type scopeText struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

type offerTexts struct {
	Suffixes                                               []suffix
	Intros, Middles, Perks, Closings, Schedules, Durations []string
	Contracts, Journeys, Experience                        []idValue
}

// A suffix of an offer's title, and what it says about the offer.
type suffix struct {
	Text              string
	Contract, Journey *idValue
	Schedule          string
}

func loadSampleData() *sampleData {
	d := new(sampleData)
	for name, v := range map[string]any{
		"people": &d.People, "companies": &d.Companies, "roles": &d.Roles, "stories": &d.Stories,
		"events": &d.Kinds, "scopes": &d.Scopes, "provinces": &d.Provinces, "cities": &d.Cities, "texts": &d.Texts,
	} {
		b, err := dataFiles.ReadFile("data/" + name + ".json")
		if err == nil {
			err = json.Unmarshal(b, v)
		}
		if err != nil {
			panic("sandbox: embedded data " + name + ": " + err.Error())
		}
	}
	d.index()
	return d
}

func (d *sampleData) index() {
	d.kinds = make(map[tracker.EventKind]*eventKind)
	for i := range d.Kinds {
		d.kinds[d.Kinds[i].Kind] = &d.Kinds[i]
	}
	d.provinces = make(map[string]*idValue)
	for _, p := range d.Provinces {
		d.provinces[p.Value] = p
	}
	d.sectors = make(map[string][]*company)
	for _, c := range d.Companies {
		for _, sector := range c.Sectors {
			d.sectors[sector] = append(d.sectors[sector], c)
		}
	}
}

func (d *sampleData) province(city string) *idValue { return d.provinces[d.Cities[city]] }

// parseScopes reads upper-case names joined by commas. It fails on none and on
// unknown ones.
func (d *sampleData) parseScopes(joined string) ([]string, bool) {
	scopes := splitScopes(joined)
	for _, name := range scopes {
		if d.scope(name) == nil {
			return nil, false
		}
	}
	return scopes, len(scopes) > 0
}

func (d *sampleData) scope(name string) *scopeText {
	i := slices.IndexFunc(d.Scopes, func(s scopeText) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return &d.Scopes[i]
}

func (d *sampleData) describe(scopes []string) []scopeText {
	texts := make([]scopeText, 0, len(scopes))
	for _, name := range scopes {
		texts = append(texts, *d.scope(name))
	}
	return texts
}
