package sandbox

import (
	"hash/fnv"
	"net/http"
	"time"
)

// offerJSON mixes what is documented with what live answers look like: truth
// values as numbers, one subcategory, a list of skills.
type offerJSON struct {
	ID                 string      `json:"id"`
	Title              string      `json:"title"`
	State              int         `json:"state"`
	Link               string      `json:"link"`
	CreationDate       string      `json:"creationDate"`
	UpdateDate         string      `json:"updateDate"`
	City               string      `json:"city"`
	CityPD             int         `json:"cityPD"`
	Province           *idValue    `json:"province"`
	Country            idValue     `json:"country"`
	Residence          idValue     `json:"residence"`
	Category           idValue     `json:"category"`
	Subcategory        idValue     `json:"subcategory"`
	ContractType       idValue     `json:"contractType"`
	ContractDuration   string      `json:"contractDuration"`
	Journey            idValue     `json:"journey"`
	Schedule           string      `json:"schedule"`
	ExperienceMin      idValue     `json:"experienceMin"`
	StudiesMin         idValue     `json:"studiesMin"`
	JobLevel           idValue     `json:"jobLevel"`
	StaffInCharge      idValue     `json:"staffInCharge"`
	Department         string      `json:"department"`
	Commissions        string      `json:"commissions"`
	ReferenceID        string      `json:"referenceId"`
	Vacancies          int         `json:"vacancies"`
	Applications       int         `json:"applications"`
	HasKillerQuestions int         `json:"hasKillerQuestions"`
	HasOpenQuestions   int         `json:"hasOpenQuestions"`
	Description        string      `json:"description"`
	MinRequirements    string      `json:"minRequirements"`
	DesiredRequirement string      `json:"desiredRequirements"`
	SkillsList         []skillJSON `json:"skillsList"`
	ShowPay            bool        `json:"showPay"`
	MinPay             *payJSON    `json:"minPay,omitempty"`
	MaxPay             *payJSON    `json:"maxPay,omitempty"`
	SalaryDescription  string      `json:"salaryDescription"`
	Active             bool        `json:"active"`
	Archived           bool        `json:"archived"`
	Deleted            bool        `json:"deleted"`
	Available          bool        `json:"availableForVisualization"`
	Blocked            bool        `json:"blocked"`
	Profile            profileJSON `json:"profile"`
}

type skillJSON struct {
	Skill string `json:"skill"`
}

type payJSON struct {
	Amount      int    `json:"amount"`
	AmountValue string `json:"amountValue"`
	PeriodID    int    `json:"periodId"`
	PeriodValue string `json:"periodValue"`
}

type profileJSON struct {
	ID            string   `json:"id"`
	Name          string   `json:"name"`
	Description   string   `json:"description"`
	Province      *idValue `json:"province,omitempty"`
	Country       idValue  `json:"country"`
	Web           string   `json:"web"`
	URL           string   `json:"url"`
	NumberWorkers int      `json:"numberWorkers"`
	TypeIndustry  string   `json:"typeIndustry"`
	Hidden        bool     `json:"hidden"`
}

// openFor is how long an offer stays published.
const openFor = 60 * 24 * time.Hour

func (s *Server) serveOffer(w http.ResponseWriter, r *http.Request) {
	offer, ok := s.findOffer(r.PathValue("id"))
	if !ok {
		s.writeFailure(w, http.StatusNotFound, "313", "The offer does not exist")
		return
	}
	writeJSON(w, http.StatusOK, offer)
}

// findOffer is an offer as it stands now.
func (s *Server) findOffer(id string) (offerJSON, bool) {
	now := s.now()
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.offerLocked(id)
	if o == nil {
		return offerJSON{}, false
	}
	return s.data.answer(o, now), true
}

func (s *Server) offerLocked(id string) *offer {
	for _, ac := range s.accounts {
		if o := ac.offers[id]; o != nil {
			return o
		}
	}
	return nil
}

func (d *sampleData) answer(o *offer, now time.Time) offerJSON {
	text := d.write(o, now)
	r := o.role
	number := checksum(o.id)
	archived := !o.deleted && (o.closed || now.Sub(o.created) > openFor)
	out := offerJSON{
		ID:                 o.id,
		Title:              text.Title,
		State:              1,
		Link:               "https://www.infojobs.net/of-i" + o.id,
		CreationDate:       wireDate(o.created),
		UpdateDate:         wireDate(o.updated),
		City:               o.city,
		Province:           o.province,
		Country:            idValue{17, "España"},
		Residence:          idValue{0, "Indiferente"},
		Category:           r.Category,
		Subcategory:        r.Subcategory,
		ContractType:       text.contract,
		ContractDuration:   text.duration,
		Journey:            text.journey,
		Schedule:           text.schedule,
		ExperienceMin:      text.experience,
		StudiesMin:         r.Studies,
		JobLevel:           idValue{3, r.Level},
		StaffInCharge:      idValue{0, "0"},
		Department:         r.Department,
		Vacancies:          text.Vacancies,
		Applications:       text.Applicants,
		HasKillerQuestions: number % 2,
		HasOpenQuestions:   number / 2 % 2,
		Description:        text.Description,
		MinRequirements:    text.Requirements,
		DesiredRequirement: text.Desirable,
		SkillsList:         []skillJSON{},
		SalaryDescription:  "Salario no disponible",
		Active:             !o.deleted && !archived,
		Archived:           archived,
		Deleted:            o.deleted,
		Available:          !o.deleted,
		Profile:            profile(o.company),
	}
	for _, skill := range r.Skills {
		out.SkillsList = append(out.SkillsList, skillJSON{skill})
	}
	if text.MaxPay > 0 {
		out.ShowPay = true
		out.MinPay, out.MaxPay = pay(text.MinPay), pay(text.MaxPay)
		out.SalaryDescription = euros(text.MinPay) + " - " + euros(text.MaxPay) + " Bruto/año"
	}
	return out
}

func pay(amount int) *payJSON { return &payJSON{amount, euros(amount), 3, "Bruto/año"} }

func profile(c *company) profileJSON {
	number := checksum(c.Name)
	p := profileJSON{
		ID:           itoaPadded(number),
		Name:         c.Name,
		Country:      idValue{17, "España"},
		TypeIndustry: c.Industry,
		Hidden:       c.Hidden,
	}
	if c.Hidden {
		return p
	}
	p.Description = "Somos " + c.About + "."
	p.NumberWorkers = c.Size
	p.URL = "//www.infojobs.net/empresa-de-ejemplo/em-i" + p.ID
	p.Web = "https://example.com/"
	return p
}

// checksum gives something a number that never changes.
func checksum(s string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s)) // never fails
	return int(h.Sum32() >> 1)
}
