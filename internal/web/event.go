package web

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"readout"
	"readout/internal/account"
	"readout/internal/desk"
	"readout/internal/export"
	"readout/internal/link"
)

// An eventData is the page of an event.
type eventData struct {
	desk.Event
	Heading  string
	A, B     sideHead
	Rows     []eventRow
	Others   []otherAccount
	Mentions []mention
	Same     []verdictLine // why members are one event
	Apart    []verdictLine // why others are not
	Query    string        // a and b as they were asked for, for the downloads
}

// A sideHead heads a column: whose accounts they are, and what else could stand there.
type sideHead struct {
	account.Side
	Letter  string // "A" or "B"
	Choices []choice
}

// A choice is a link to the same page with something changed.
type choice struct {
	Label, Href string
	Chosen      bool
}

// An eventRow is a matter with what both sides say of it.
type eventRow struct {
	*account.Row
	A, B eventCell
}

// Slug is the verdict as a class has it.
func (r *eventRow) Slug() string {
	return strings.ReplaceAll(strings.ToLower(string(r.Verdict)), " ", "-")
}

// Alone reports whether only one side speaks of the matter.
func (r *eventRow) Alone() bool { return r.Verdict == account.OnlyA || r.Verdict == account.OnlyB }

// An eventCell is what one side says in a row, or where it was looked for.
type eventCell struct {
	Side    sideHead
	Sayings []saying
	Absent  string // where nothing was found, how far was looked
}

// A saying is a statement of an account, with the places where pages carry it.
type saying struct {
	*account.Saying
	Again  bool // the speaker is that of the saying before
	Places []pagePlace
}

// A pagePlace is where a statement stands: page n of the list below.
type pagePlace struct {
	N          int
	Href, Name string
}

// Refused reports whether somebody was asked and did not answer.
func (s *saying) Refused() bool { return s.Statement.Kind == readout.Refusal }

// Via names who relays the statement, "" where nobody does.
func (s *saying) Via() string { return desk.Via(&s.Statement) }

// An otherAccount is one that is compared with nobody.
type otherAccount struct {
	*account.Account
	Sayings []saying
}

// A mention is a page that tells of the event.
type mention struct {
	N         int
	Member    link.Member
	Headline  string
	Outlet    string
	Href      string
	Published readout.Interval
	Carrier   *link.Carrier // where other pages carry the same text
	Of        string        // whose text it carries
	Sentences []sentence
}

// A sentence is one that names the event.
type sentence struct{ Text, Href string }

// A verdictLine says of two pages' events why they are one, or are not.
type verdictLine struct {
	A, B    verdictRef
	Reasons []string
}

// A verdictRef is a page of the list, or another event.
type verdictRef struct {
	N    int // 0: none of the pages
	Href string
}

// event shows an event with the accounts of it side by side.
func (s *Server) event(r *http.Request) (*view, error) {
	ev, err := s.askEvent(r)
	if err != nil {
		return nil, err
	}
	d := &eventData{Event: ev, Heading: heading(&ev.Event), Query: pairOf(r)}
	d.heads(s.side)
	d.rows()
	for i := range ev.Accounts.Others {
		a := &ev.Accounts.Others[i]
		d.Others = append(d.Others, otherAccount{a, d.sayings(a.Statements)})
	}
	s.mentions(r, d)
	d.Same, d.Apart = d.reasons(ev.Links), d.reasons(ev.Refusals)
	return &view{name: "event", title: d.Heading, nav: "events", data: d, head: linkedData(export.EventLD(&ev.Event))}, nil
}

func (s *Server) askEvent(r *http.Request) (desk.Event, error) {
	return s.Desk.Event(r.Context(), readout.EventID(r.PathValue("id")), r.FormValue("a"), r.FormValue("b"))
}

// pairOf is the sides that were asked for, as a query of an address.
func pairOf(r *http.Request) string {
	v := url.Values{}
	for _, name := range []string{"a", "b"} {
		if side := r.FormValue(name); side != "" {
			v.Set(name, side)
		}
	}
	if len(v) == 0 {
		return ""
	}
	return "?" + v.Encode()
}

// comparisonFile gives the comparison to take along, as the command line prints it.
func (s *Server) comparisonFile(w http.ResponseWriter, r *http.Request) {
	ev, err := s.askEvent(r)
	var b bytes.Buffer
	kind := "text/markdown; charset=utf-8"
	if err == nil && r.PathValue("file") == "comparison.json" {
		kind = "application/json"
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		err = enc.Encode(ev.Accounts)
	} else if err == nil && r.PathValue("file") == "comparison.md" {
		err = desk.Markdown(&b, &ev.Accounts)
	} else if err == nil {
		err = readout.ErrNotFound
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", string(ev.ID)+"-"+r.PathValue("file")))
	_, _ = w.Write(b.Bytes()) // the reader has gone away
}

// heading names an event: "Call: Margit Ansley and Bastian Orlec".
func heading(ev *link.Event) string {
	var who []string
	for _, p := range ev.Participants {
		who = append(who, p.Name)
	}
	name := upperFirst(ev.Kind)
	switch n := len(who); n {
	case 0:
		return cmp.Or(name, "Event")
	case 1:
		return name + ": " + who[0]
	default:
		return name + ": " + strings.Join(who[:n-1], ", ") + " and " + who[n-1]
	}
}

func upperFirst(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return ""
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// heads makes the heads of the columns, with links to other sides that speak of the event.
func (d *eventData) heads(name func(readout.Opt) string) {
	got := &d.Accounts
	d.A, d.B = sideHead{Side: got.A, Letter: "A"}, sideHead{Side: got.B, Letter: "B"}
	sides := d.sides()
	if len(sides) < 2 {
		return
	}
	for _, s := range sides {
		a, b := got.A.ID, got.B.ID
		if s == b {
			b = a // they change places
		}
		d.A.Choices = append(d.A.Choices, choice{name(readout.Opt(s)), d.pair(s, b), s == got.A.ID})
		a, b = got.A.ID, got.B.ID
		if s == a {
			a = b
		}
		d.B.Choices = append(d.B.Choices, choice{name(readout.Opt(s)), d.pair(a, s), s == got.B.ID})
	}
}

func (d *eventData) pair(a, b string) string {
	v := url.Values{}
	v.Set("a", a)
	v.Set("b", b)
	return "/event/" + url.PathEscape(string(d.ID)) + "?" + v.Encode()
}

// maxSides bounds the sides that are offered.
const maxSides = 8

// sides are the ids of those who speak in the accounts: the two that are compared first.
func (d *eventData) sides() []string {
	var out []string
	add := func(id string) {
		if id != "" && !slices.Contains(out, id) && len(out) < maxSides {
			out = append(out, id)
		}
	}
	add(d.Accounts.A.ID)
	add(d.Accounts.B.ID)
	for i := range d.Accounts.Others {
		for _, c := range d.Accounts.Others[i].Statements {
			if sp := c.Statement.Speaker; sp != nil && sp.Type != "outlet" && sp.Type != "unnamed" {
				add(string(sp.Side))
			}
		}
	}
	return out
}

func (d *eventData) rows() {
	for i := range d.Accounts.Rows {
		r := &d.Accounts.Rows[i]
		row := eventRow{Row: r, A: eventCell{Side: d.A, Sayings: d.sayings(r.A)}, B: eventCell{Side: d.B, Sayings: d.sayings(r.B)}}
		if len(r.A) == 0 {
			row.A.Absent = r.Reason
		}
		if len(r.B) == 0 {
			row.B.Absent = r.Reason
		}
		d.Rows = append(d.Rows, row)
	}
}

func (d *eventData) sayings(list []account.Cell) []saying {
	var out []saying
	for _, s := range account.Sayings(list) {
		show := saying{Saying: &s, Places: []pagePlace{d.place(&s.Cell)}}
		if n := len(out); n > 0 {
			show.Again = sameParty(out[n-1].Statement.Speaker, s.Statement.Speaker)
		}
		for i := range s.Again {
			show.Places = append(show.Places, d.place(&s.Again[i]))
		}
		out = append(out, show)
	}
	return out
}

func sameParty(a, b *readout.Party) bool {
	return a == b || a != nil && b != nil && a.ID == b.ID && a.Name == b.Name
}

func (d *eventData) place(c *account.Cell) pagePlace {
	p := &d.Accounts.Pages[c.Page]
	return pagePlace{c.Page + 1, articleURL(p.ID) + "#s-" + string(c.Statement.ID), cmp.Or(string(p.Publisher), p.Name)}
}

// mentions lists the pages that tell of the event, with the sentences that name it.
func (s *Server) mentions(r *http.Request, d *eventData) {
	at := make(map[readout.PageID]*readout.Record)
	for i := range d.Records {
		at[d.Records[i].Page.ID] = &d.Records[i]
	}
	for _, m := range d.Members {
		rec := at[m.Page]
		if rec == nil {
			continue
		}
		a := &rec.Article
		show := mention{N: d.number(m.Page), Member: m, Headline: string(a.Headline), Outlet: outlet(a.Publisher, a.Agency), Href: articleURL(m.Page), Published: a.Published}
		for i := range rec.Events {
			if rec.Events[i].ID == m.Event {
				show.Sentences = sentencesOf(&rec.Events[i], m.Page)
			}
		}
		if dating, err := s.Desk.Store.Dating(r.Context(), m.Page); err == nil {
			show.Published = dating.Published
		}
		if st, err := s.Desk.Store.Story(r.Context(), m.Page); err == nil {
			show.carrier(&st, at)
		}
		d.Mentions = append(d.Mentions, show)
	}
}

func (m *mention) carrier(st *link.Story, at map[readout.PageID]*readout.Record) {
	i := slices.IndexFunc(st.Carriers, func(c link.Carrier) bool { return c.Page == m.Member.Page })
	if i < 0 {
		return
	}
	m.Carrier = &st.Carriers[i]
	if rec := at[readout.PageID(m.Carrier.Of)]; rec != nil {
		m.Of = outlet(rec.Article.Publisher, rec.Article.Agency)
	}
}

// maxSentences is how many sentences of a page are shown.
const maxSentences = 3

func sentencesOf(ev *readout.Event, page readout.PageID) []sentence {
	var out []sentence
	for _, sp := range ev.Evidence {
		one := sentence{sp.Text, articleURL(page) + "#" + fragment("e-"+string(ev.ID), sp.Text)}
		if len(out) < maxSentences && !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// fragment leads to an element of a page and, in browsers that know how, to words on it.
func fragment(id, words string) string {
	escape := strings.NewReplacer("-", "%2D").Replace
	f := strings.Fields(words)
	const ends = 4
	if len(f) <= 2*ends {
		return url.PathEscape(id) + ":~:text=" + escape(url.QueryEscape(strings.Join(f, " ")))
	}
	from, to := strings.Join(f[:ends], " "), strings.Join(f[len(f)-ends:], " ")
	plus := strings.NewReplacer("+", "%20").Replace
	return url.PathEscape(id) + ":~:text=" + escape(plus(url.QueryEscape(from))) + "," + escape(plus(url.QueryEscape(to)))
}

// number is the place of a page in the list, from 1, or 0.
func (d *eventData) number(id readout.PageID) int {
	return 1 + slices.IndexFunc(d.Accounts.Pages, func(p account.PageRef) bool { return p.ID == id })
}

func (d *eventData) reasons(list []link.Verdict) []verdictLine {
	var out []verdictLine
	for _, v := range list {
		out = append(out, verdictLine{d.ref(v.A), d.ref(v.B), v.Reasons})
	}
	return out
}

func (d *eventData) ref(r link.Ref) verdictRef {
	for _, m := range d.Members {
		if m.Event == r.Event && m.Page == r.Page {
			return verdictRef{N: d.number(m.Page), Href: articleURL(m.Page)}
		}
	}
	return verdictRef{Href: "/event/" + url.PathEscape(string(r.Event))}
}

// DeniedOn is on how many pages the event is denied.
func (d *eventData) DeniedOn() int { return d.Event.Event.Denials() }

// How says how the day is known.
func (d *eventData) How() string { return desk.How(d.Date.Basis) }

// Beyond is how many pages were not read, being more than are compared.
func (d *eventData) Beyond() int { return d.Pages - len(d.Records) }
