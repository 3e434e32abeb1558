package api

import (
	"context"
)

// An Offer is a job advertisement. InfoJobs goes on answering for one that it
// has removed: then Active is false and Deleted true.
type Offer struct {
	ID                  string
	Title               string
	Link                string
	Description         string
	MinRequirements     string
	DesiredRequirements string
	Schedule            string
	Department          string
	ContractDuration    string
	Commissions         string
	ReferenceID         string
	ZipCode             string
	Vacancies           int // -1 when not told

	City          string
	CityPD        Value
	Province      Value
	Country       Value
	Category      Value
	Subcategories []Value
	ContractType  Value
	Journey       Value
	ExperienceMin Value
	StudiesMin    Value
	JobLevel      Value
	StaffInCharge Value
	Residence     Value
	Skills        []string

	ShowPay           bool
	MinPay            Pay
	MaxPay            Pay
	SalaryDescription string

	Applications       int // how many people applied; -1 when not told
	HasKillerQuestions int // how many; 1 where InfoJobs only says that there are
	HasOpenQuestions   int

	State                     string
	Active                    bool
	Archived                  bool
	Deleted                   bool
	Blocked                   bool
	AvailableForVisualization bool
	CreationDate              Time
	UpdateDate                Time

	Profile Profile
	Odd     int // members that were not as documented
}

// A Pay is one end of a salary range; the zero Pay is none.
type Pay struct {
	Amount      int
	AmountValue string // "27.000 €"
	PeriodID    int
	PeriodValue string // "Bruto/año"
}

// A Profile is the company that published an offer.
type Profile struct {
	ID            string
	Name          string
	Description   string
	Web           string // as the company wrote it
	URL           string // its page at InfoJobs
	LogoURL       string
	NumberWorkers string
	Hidden        bool // the company does not want to be named
	TypeIndustry  string
	Province      Value
	Country       Value
}

// Offer reads an offer. It is public.
func (c *Client) Offer(ctx context.Context, id string) (Offer, error) {
	const operation = "offer"
	body, err := c.do(ctx, call{
		operation: operation, pattern: "/api/7/offer/{id}", id: id, public: true,
	})
	if err != nil {
		return Offer{}, err
	}
	f, err := decodeOffer(operation, body)
	if err == nil {
		c.note(ctx, operation, f.Odd)
	}
	return f, err
}

func decodeOffer(operation string, body []byte) (Offer, error) {
	odd := 0
	o, ok := parseObject(body, &odd)
	if !ok || !o.has("id") && !o.has("title") {
		return Offer{}, unexpected(operation)
	}
	var f Offer
	f.texts(o)
	f.values(o)
	f.state(o)
	if p, ok := o.object("profile"); ok {
		f.Profile = p.asProfile()
	}
	f.Odd = odd
	return f, nil
}

func (f *Offer) texts(o object) {
	f.ID = o.id("id")
	f.Title = o.text("title")
	f.Link = o.link("link")
	f.Description = o.longText("description")
	f.MinRequirements = o.longText("minRequirements")
	f.DesiredRequirements = o.longText("desiredRequirements")
	f.Schedule = o.text("schedule")
	f.Department = o.text("department")
	f.ContractDuration = o.text("contractDuration")
	f.Commissions = o.text("commissions")
	f.ReferenceID = o.text("referenceId")
	f.ZipCode = o.text("zipCode")
	f.City = o.text("city")
	f.SalaryDescription = o.text("salaryDescription")
	f.Skills = o.labels("skillsList")
}

func (f *Offer) values(o object) {
	f.CityPD = o.value("cityPD")
	f.Province = o.value("province")
	f.Country = o.value("country")
	f.Category = o.value("category")
	f.Subcategories = o.values("subcategories")
	if f.Subcategories == nil {
		f.Subcategories = o.values("subcategory") // what is live
	}
	f.ContractType = o.value("contractType")
	f.Journey = o.value("journey")
	f.ExperienceMin = o.value("experienceMin")
	f.StudiesMin = o.value("studiesMin")
	f.JobLevel = o.value("jobLevel")
	f.StaffInCharge = o.value("staffInCharge")
	f.Residence = o.value("residence")
}

func (f *Offer) state(o object) {
	f.Vacancies = max(o.number("vacancies", -1), -1)
	f.Applications = max(o.number("applications", -1), -1)
	f.HasKillerQuestions = max(o.number("hasKillerQuestions", 0), 0)
	f.HasOpenQuestions = max(o.number("hasOpenQuestions", 0), 0)
	f.ShowPay = o.boolean("showPay")
	f.MinPay = o.pay("minPay")
	f.MaxPay = o.pay("maxPay")
	f.State = o.value("state").Value
	f.Active = o.boolean("active")
	f.Archived = o.boolean("archived")
	f.Deleted = o.boolean("deleted")
	f.Blocked = o.boolean("blocked")
	f.AvailableForVisualization = o.boolean("availableForVisualization")
	f.CreationDate = o.date("creationDate")
	f.UpdateDate = o.date("updateDate")
}

func (o object) pay(key string) Pay {
	p, ok := o.object(key)
	if !ok {
		if o.has(key) {
			*o.odd++
		}
		return Pay{}
	}
	return Pay{
		Amount:      p.number("amount", 0),
		AmountValue: p.text("amountValue"),
		PeriodID:    p.number("periodId", 0),
		PeriodValue: p.text("periodValue"),
	}
}

func (o object) asProfile() Profile {
	return Profile{
		ID:            o.id("id"),
		Name:          o.text("name"),
		Description:   o.longText("description"),
		Web:           o.text("web"),
		URL:           o.link("url"),
		LogoURL:       o.link("logoUrl"),
		NumberWorkers: o.text("numberWorkers"),
		Hidden:        o.boolean("hidden"),
		TypeIndustry:  o.value("typeIndustry").Value,
		Province:      o.value("province"),
		Country:       o.value("country"),
	}
}
