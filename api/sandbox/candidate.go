package sandbox

import (
	"fmt"
	"net/http"
)

type candidateJSON struct {
	ID           int      `json:"id"`
	Email        string   `json:"email"`
	Key          string   `json:"key"`
	Name         string   `json:"name"`
	Surname1     string   `json:"surname1"`
	Surname2     string   `json:"surname2,omitempty"`
	FullName     string   `json:"fullName"`
	City         string   `json:"city"`
	Province     *idValue `json:"province,omitempty"`
	BirthDate    string   `json:"birthDate"`
	CreationDate string   `json:"creationDate"`
}

type curriculumJSON struct {
	ID              int      `json:"id"`
	Code            string   `json:"code"`
	Name            string   `json:"name"`
	Principal       bool     `json:"principal"`
	Completed       bool     `json:"completed"`
	IncompleteSteps []string `json:"incompleteSteps"`
}

type coverLetterJSON struct {
	Name string `json:"name"`
	Key  string `json:"key"`
	Main bool   `json:"main"`
}

type entryJSON struct {
	ID     int    `json:"id"`
	Value  string `json:"value"`
	Key    string `json:"key"`
	Order  int    `json:"order"`
	Parent int    `json:"parent"`
}

func (s *Server) serveCandidate(w http.ResponseWriter, _ *http.Request, ac *account) {
	p := ac.person
	writeJSON(w, http.StatusOK, candidateJSON{
		ID: p.ID, Email: p.Email, Key: p.Key,
		Name: p.Name, Surname1: p.Surname1, Surname2: p.Surname2, FullName: p.fullName(),
		City: p.City, Province: s.data.provinces[p.Province],
		BirthDate:    p.Birth + "T00:00:00.000+0000",
		CreationDate: "2016-09-05T18:20:11.000+0000",
	})
}

func (s *Server) serveCurriculums(w http.ResponseWriter, _ *http.Request, ac *account) {
	list := make([]curriculumJSON, 0, len(ac.person.CVs))
	for i, c := range ac.person.CVs {
		list = append(list, curriculumJSON{
			ID: ac.person.ID*10 + i, Code: c.Code, Name: c.Name, Principal: i == 0, Completed: true,
			IncompleteSteps: []string{},
		})
	}
	writeJSON(w, http.StatusOK, list)
}

func (s *Server) serveCoverLetters(w http.ResponseWriter, _ *http.Request, ac *account) {
	list := make([]coverLetterJSON, 0, len(ac.person.Letters))
	for i, name := range ac.person.Letters {
		list = append(list, coverLetterJSON{Name: name, Key: itoaPadded(checksum(name)), Main: i == 0})
	}
	writeJSON(w, http.StatusOK, list)
}

func (s *Server) serveDictionary(w http.ResponseWriter, r *http.Request) {
	list := []entryJSON{}
	switch r.PathValue("id") {
	case "province":
		for i, p := range s.data.Provinces {
			list = append(list, entryJSON{ID: p.ID, Value: p.Value, Key: itoaPadded(p.ID), Order: i + 1, Parent: 17})
		}
	case "timeline-event":
		for i, k := range s.data.Kinds {
			list = append(list, entryJSON{ID: int(k.Kind), Value: k.Value, Key: k.Key, Order: i + 1})
		}
	default:
		s.writeFailure(w, http.StatusBadRequest, "201", "The dictionary does not exist")
		return
	}
	writeJSON(w, http.StatusOK, list)
}

func itoaPadded(n int) string { return fmt.Sprintf("%08d", n) }
