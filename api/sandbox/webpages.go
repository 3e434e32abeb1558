package sandbox

import (
	"net/http"
	"strings"
)

// The addresses of pages that the app can open in the browser.
const (
	offerPagePrefix = "/of-i" // and the offer's ID
	ownListPath     = "/candidate/applications/list.xhtml"
)

type offerPage struct {
	Nonce                      string
	Title, Company, City       string
	Description, Requirements  string
	Salary, Contract, Schedule string
	Deleted                    bool
}

// serveOther answers whatever is no operation: the public page of an offer, or
// that there is no such operation.
func (s *Server) serveOther(w http.ResponseWriter, r *http.Request) {
	id, ok := strings.CutPrefix(r.URL.Path, offerPagePrefix)
	if !ok {
		s.writeUnknownOperation(w)
		return
	}
	offer, ok := s.findOffer(id)
	if !ok {
		s.writeNotice(w, http.StatusNotFound, "Esa oferta no existe", "No está entre las ofertas de ejemplo.")
		return
	}
	s.writePage(w, http.StatusOK, "offer.html", offerPage{
		Nonce: pageNonce(w), Title: offer.Title, Company: offer.Profile.Name, City: offer.City,
		Description: offer.Description, Requirements: offer.MinRequirements,
		Salary: offer.SalaryDescription, Contract: offer.ContractType.Value, Schedule: offer.Journey.Value,
		Deleted: offer.Deleted,
	})
}

func (s *Server) serveOwnList(w http.ResponseWriter, _ *http.Request) {
	s.writeNotice(w, http.StatusOK, "Tus candidaturas",
		"Aquí estaría tu lista en InfoJobs. La simulación no la tiene: la verás en Candidaturas.")
}
