package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"candidaturas/tracker"
)

// A generator invents applications with offers as long and as varied as real
// ones: frequent words of the trade, and a long tail of rare ones.
type generator struct {
	r        *rand.Rand
	frequent *rand.Zipf
	rare     []string
	at       time.Time
	chars    int // of an offer's text, at least
	made     int
}

// newGenerator makes short texts.
func newGenerator(seed uint64) *generator { return newGeneratorOf(seed, 300, 300) }

// newRealisticGenerator makes texts of 2.5 to 3.5 kB.
func newRealisticGenerator(seed uint64) *generator { return newGeneratorOf(seed, 2500, 30_000) }

func newGeneratorOf(seed uint64, chars, rare int) *generator {
	g := &generator{r: rand.New(rand.NewPCG(seed, 1)), at: day(0).AddDate(-6, 0, 0), chars: chars}
	g.frequent = rand.NewZipf(g.r, 1.1, 20, uint64(len(frequentWords)-1))
	for range rare {
		var b strings.Builder
		for range 2 + g.r.IntN(3) {
			b.WriteString(syllables[g.r.IntN(len(syllables))])
		}
		g.rare = append(g.rare, b.String())
	}
	return g
}

func (g *generator) word() string {
	if g.r.IntN(100) < 6 {
		// Some rare words are rarer than others.
		return g.rare[int(float64(len(g.rare))*g.r.Float64()*g.r.Float64()*g.r.Float64())]
	}
	return frequentWords[g.frequent.Uint64()]
}

func (g *generator) words(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = g.word()
	}
	return strings.Join(list, " ")
}

func (g *generator) text() string {
	var b strings.Builder
	for length := g.chars + g.r.IntN(g.chars*2/5); b.Len() < length; {
		b.WriteString(g.words(6 + g.r.IntN(14)))
		b.WriteString(".\n")
	}
	return b.String()
}

// batch has n applications, each sent some time after the last, with their
// offers, eight events and a change.
func (g *generator) batch(n int) tracker.Batch {
	var b tracker.Batch
	for range n {
		k, offer := g.application()
		b.Applications = append(b.Applications, k)
		b.Offers = append(b.Offers, offer)
		b.Changes = append(b.Changes, tracker.Change{Application: k.ID, Kind: tracker.ChangeNew, FoundAt: k.FirstSeen})
	}
	return b
}

func (g *generator) application() (tracker.Kept, tracker.OfferSample) {
	g.made++
	g.at = g.at.Add(time.Duration(g.r.IntN(3600_000)) * time.Millisecond)
	offer := tracker.Offer{
		ID: fmt.Sprintf("%030x", g.made), Title: g.words(2 + g.r.IntN(4)), Company: strings.ToUpper(g.rare[g.r.IntN(len(g.rare)/10)]),
		City: g.rare[g.r.IntN(len(g.rare)/100)], Province: g.rare[g.r.IntN(len(g.rare)/100)], Description: g.text(), Requirements: g.words(g.chars / 60),
		Salary: "24.000€ - 28.000€ Bruto/año", Applicants: g.r.IntN(500), Vacancies: 1, Active: true, UpdatedAt: g.at,
	}
	k := tracker.Kept{
		Application: tracker.Application{
			ID: fmt.Sprintf("%08x-0000-4000-8000-%012x", g.r.Uint32(), g.made), AppliedAt: g.at, TimelineKnown: true,
			Offer:  tracker.OfferRef{ID: offer.ID, Title: offer.Title, Company: offer.Company, City: offer.City},
			Detail: &tracker.Detail{CV: "CV administración", Applicants: offer.Applicants},
		},
		FirstSeen: g.at, Pass: 1, DueAt: g.at.AddDate(1, 0, 0),
	}
	kinds := []tracker.EventKind{
		tracker.KindApplied, tracker.KindOthersRead, tracker.KindCVRead, tracker.KindOthersManaged,
		tracker.KindContinues, tracker.KindOfferModified, tracker.KindContacted, tracker.KindInterviewed,
	}
	for i, kind := range kinds {
		at := g.at.Add(time.Duration(i) * 31 * time.Hour)
		k.Timeline = append(k.Timeline, tracker.Event{Kind: kind, At: at, Description: "Tu candidatura sigue adelante"})
	}
	switch g.r.IntN(10) {
	case 0, 1, 2:
		k.Rejected = true
		k.Timeline = append(k.Timeline, tracker.Event{Kind: tracker.KindDiscarded, At: g.at.AddDate(0, 1, 0), Description: "Descartado", Reasons: []string{"Experiencia"}})
	case 3, 4, 5, 6:
		k.Timeline = k.Timeline[:2]
	case 7, 8:
		k.Timeline = k.Timeline[:3]
	}
	return k, tracker.OfferSample{ID: offer.ID, At: g.at, Offer: offer, NewVersion: true}
}

var syllables = strings.Fields(`ba be bi bo bu ca ce ci co cu da de di do du fa fe fi fo ga gue go la le li lo lu
ma me mi mo mu na ne ni no ña ño pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo xa za zo ción dad mente`)

var frequentWords = strings.Fields(`de la que el en y a los se del las un por con no una su para es al lo como más o
pero sus le este sí porque esta entre cuando muy sin sobre también hasta hay donde desde todo nos durante todos uno les
otros ante algunos qué otro otra otras tanto estos mucho quienes nada muchos cual poco estar estas
empresa experiencia trabajo puesto candidato equipo cliente clientes gestión departamento funciones requisitos ofrecemos
buscamos contrato indefinido jornada completa horario salario formación desarrollo profesional administración administrativo
contable contabilidad facturación proveedores compras ventas comercial atención teléfono recepción almacén logística transporte
producción mantenimiento técnico técnica ingeniero ingeniería industrial mecánico eléctrico electrónica informática programador
desarrollador software sistemas redes soporte usuario datos análisis analista proyecto proyectos responsable coordinación
coordinador director dirección jefe ayudante auxiliar asistente becario prácticas junior senior inglés francés alemán idioma
nivel alto medio imprescindible valorable carnet conducir vehículo propio disponibilidad viajar inmediata incorporación turno
mañana tarde noche rotativos fines semana lunes viernes horas semanales sueldo bruto anual euros según convenio valía variable
incentivos comisiones dietas seguro médico beneficios sociales ambiente dinámico joven crecimiento internacional multinacional
líder sector servicios hostelería restaurante camarero cocinero hotel turismo limpieza seguridad vigilante sanidad enfermero
enfermera farmacia laboratorio calidad prevención riesgos laborales legal abogado recursos humanos selección personal nóminas
marketing digital publicidad diseño gráfico web contenidos comunicación eventos tienda dependiente cajero reponedor supermercado
moda belleza estética peluquería educación profesor maestra monitor infantil deporte construcción obra arquitecto aparejador
electricista fontanero albañil pintor carpintero soldador operario fábrica montaje maquinaria carretillero conductor repartidor
mozo preparador pedidos inventario excel office sap erp crm word correo capacidad organización responsabilidad iniciativa
proactividad trabajar liderar negociación resolución problemas orientación resultados objetivos planificación seguimiento control
informes documentación archivo tareas realización elaboración supervisión mejora continua procesos innovación tecnología
digitalización automatización trabajador trabajadora trabajos administrativa administrativos administrar experto expertos`)
