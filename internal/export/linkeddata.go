package export

import (
	"encoding/json"
	"io"
	"strings"

	"readout"
	"readout/internal/cite"
	"readout/internal/link"
	"readout/internal/store"
)

// schemaOrg is the context of linked data.
const schemaOrg = "https://schema.org"

// A node is a thing of schema.org's vocabulary: what of its properties is known.
type node struct {
	Context      string   `json:"@context,omitempty"`
	Type         string   `json:"@type"`
	ID           string   `json:"@id,omitempty"`
	Identifier   string   `json:"identifier,omitempty"`
	Name         string   `json:"name,omitempty"`
	Headline     string   `json:"headline,omitempty"`
	Text         string   `json:"text,omitempty"`
	Description  string   `json:"description,omitempty"`
	JobTitle     string   `json:"jobTitle,omitempty"`
	Genre        string   `json:"genre,omitempty"`
	URL          string   `json:"url,omitempty"`
	Author       []*node  `json:"author,omitempty"`
	Publisher    *node    `json:"publisher,omitempty"`
	Source       *node    `json:"sourceOrganization,omitempty"`
	Credit       string   `json:"creditText,omitempty"`
	Created      string   `json:"dateCreated,omitempty"`
	Published    string   `json:"datePublished,omitempty"`
	Language     string   `json:"inLanguage,omitempty"`
	Keywords     []string `json:"keywords,omitempty"`
	BasedOn      *node    `json:"isBasedOn,omitempty"`
	Appearance   *node    `json:"appearance,omitempty"`
	StartDate    string   `json:"startDate,omitempty"`
	EventStatus  string   `json:"eventStatus,omitempty"`
	Location     *node    `json:"location,omitempty"`
	Attendee     []*node  `json:"attendee,omitempty"`
	Organizer    []*node  `json:"organizer,omitempty"`
	SubjectOf    []*node  `json:"subjectOf,omitempty"`
	CitationText string   `json:"citation,omitempty"`
}

// graph writes the nodes of things in one document.
func graph[T any](of func(*T) *node) maker[T] {
	return func(out io.Writer, _ *Request) (writer[T], error) {
		return newList(out, `{"@context": "`+schemaOrg+`", "@graph": [`, func(thing *T) any { return of(thing) }, always("]}"))
	}
}

// StatementLD returns a statement as linked data, for a script element of a page.
func StatementLD(h *store.Hit) []byte { return block(statementNode(h)) }

// EventLD returns an event as linked data, for a script element of a page.
func EventLD(ev *link.Event) []byte { return block(eventNode(ev)) }

// ArticleLD returns an article as linked data, for a script element of a page.
func ArticleLD(rec *readout.Record) []byte {
	a := &rec.Article
	return block(articleNode(&store.Head{Headline: a.Headline, Byline: a.Byline, Publisher: a.Publisher, Agency: a.Agency,
		Language: a.Language, Published: a.Published}, &rec.Page))
}

// block writes a node on its own. What could end a script element is escaped.
func block(n *node) []byte {
	n.Context = schemaOrg
	b, _ := json.Marshal(n) // a node has only strings and nodes
	return b
}

// statementNode is a Quotation where the words are the speaker's own, a Claim where the
// article paraphrases or mixes, a Question, or a work that says that nothing was said.
func statementNode(h *store.Hit) *node {
	s := &h.Statement
	n := &node{
		ID: StatementIRI(h), Identifier: string(s.ID), Text: cite.Words(s),
		Credit: cite.Voice(h) + ", " + cite.How(s.Kind), Created: plainDate(h.Said), Language: string(h.Article.Language),
		Keywords: s.Issues, CitationText: cite.Line(h), URL: cite.Link(h),
	}
	if who := partyNode(s.Speaker); who != nil {
		n.Author = []*node{who}
	}
	article := articleNode(&h.Article, &h.Page)
	switch s.Kind {
	case readout.Direct:
		n.Type, n.BasedOn = "Quotation", article
	case readout.Question:
		n.Type, n.BasedOn = "Question", article
	case readout.Refusal:
		n.Type, n.Genre, n.BasedOn = "CreativeWork", "refusal", article
	default:
		n.Type, n.Appearance = "Claim", article
	}
	return n
}

func articleNode(a *store.Head, p *readout.Page) *node {
	n := &node{Type: "NewsArticle", URL: cite.Address(string(p.URL)), ID: pageIRI(p), Identifier: string(p.ID), Headline: string(a.Headline), Published: plainDate(a.Published), Language: string(a.Language)}
	for _, name := range a.Byline {
		n.Author = append(n.Author, &node{Type: "Person", Name: name})
	}
	if a.Publisher != "" {
		n.Publisher = &node{Type: "Organization", Name: string(a.Publisher)}
	}
	if a.Agency != "" {
		n.Source = &node{Type: "Organization", Name: string(a.Agency)}
	}
	return n
}

// partyNode is nil for nobody and for documents, which speak only in a manner of
// speaking. Who is not named has a description and no name.
func partyNode(p *readout.Party) *node {
	if p == nil || p.Name == "" {
		return nil
	}
	n := &node{Type: "Organization", Name: p.Name, Identifier: string(p.ID)}
	switch p.Type {
	case "document":
		return nil
	case "person":
		n.Type, n.JobTitle = "Person", string(p.Office)
	case "office":
		n.Type, n.Name, n.JobTitle = "Person", "", p.Name
	case "state":
		n.Type = "GovernmentOrganization" // a country is a place, and says nothing
	case "outlet":
		n.Type = "NewsMediaOrganization"
	case "unnamed", "":
		n.Type, n.Name, n.Description = "Person", "", p.Name
	}
	return n
}

func eventNode(ev *link.Event) *node {
	n := &node{Type: "Event", ID: EventIRI(ev), Identifier: string(ev.ID), Name: eventName(ev),
		Description: eventNote(ev), StartDate: plainDate(ev.Date), Keywords: ev.Issues}
	if ev.Status == readout.Planned {
		n.EventStatus = schemaOrg + "/EventScheduled"
	}
	if ev.Place != "" {
		n.Location = &node{Type: "Place", Name: string(ev.Place)}
	}
	for i := range ev.Participants {
		p := &ev.Participants[i]
		who := partyNode(&p.Party)
		switch {
		case who == nil:
		case p.Role == "host":
			n.Organizer = append(n.Organizer, who)
		default:
			n.Attendee = append(n.Attendee, who)
		}
	}
	for _, m := range ev.Members {
		n.SubjectOf = append(n.SubjectOf, &node{Type: "WebPage", ID: bytesIRI(m.Page), Identifier: string(m.Page)})
	}
	return n
}

// eventName is what an event is called: its kind and who took part.
func eventName(ev *link.Event) string {
	var who []string
	for i := range ev.Participants {
		who = append(who, ev.Participants[i].Name)
	}
	if len(who) == 0 {
		return ev.Kind
	}
	return ev.Kind + ": " + strings.Join(who, ", ")
}

// eventNote tells what schema.org has no property for.
func eventNote(ev *link.Event) string {
	parts := []string{string(ev.Status) + ", as told on " + pages(len(ev.Members))}
	if n := ev.Denials(); n > 0 {
		parts = append(parts, "denied on "+pages(n))
	}
	if when := cite.When(ev.Date); when != "" && plainDate(ev.Date) == "" {
		parts = append(parts, when)
	}
	if ev.Class != "" {
		parts = append(parts, "PLOVER "+string(ev.Class))
	}
	return strings.Join(parts, "; ")
}

// plainDate is a day, month or year of the calendar, or "" for what lies between days.
func plainDate(i readout.Interval) string {
	if i.Basis == readout.Capture {
		return ""
	}
	if d := cite.EDTF(i); !strings.HasPrefix(d, "[") {
		return d
	}
	return ""
}
