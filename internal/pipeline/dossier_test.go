package pipeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"readout"
	"readout/actor"
)

// A dossier is pages about events of which it is known which page tells of which. States,
// people and outlets are invented; the same seed gives the same pages.
type dossier struct {
	actors string // an actor file
	pages  []dossierPage
}

// A dossierPage is a page with what a careful reader would find on it.
type dossierPage struct {
	name   string
	text   string
	record readout.Record
	truth  []int // of each event of the record: which of the dossier's events it is
}

// A happening is an event of a dossier.
type happening struct {
	n       int
	kind    string
	who     [2]*figure
	day     time.Time
	topic   string
	quote   string
	minutes int
}

type figure struct{ id, name, title, side string }

func (f *figure) last() string { return f.name[strings.LastIndexByte(f.name, ' ')+1:] }

// maker makes one dossier.
type maker struct {
	*rand.Rand
	dossier
	agencies [2]string
	people   []*figure
	place    string
	paper    [4]string
}

var (
	syllables = strings.Fields("bar del fen gor hal ist jor kal lum mer nor osk pel quin rud sel tam ulv var wex yor zan")
	endings   = strings.Fields("ia and mark ova esh ur")
	topics    = strings.Fields("ferry bridge fishery railway pipeline convoy dam prisoner harbour tariff visa airport quota beacon tunnel archive")
	deeds     = []string{"reopen the %s before the first snow falls in the valley", "share the costs of the %s in three equal parts every spring",
		"let engineers of both sides inspect the %s by day and by night", "hand the keys of the %s to a joint office of seven people",
		"keep the %s out of every other quarrel that the two capitals have", "publish the old plans of the %s in both languages this year"}
)

func newMaker(seed uint64) *maker {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 20)), dossier: dossier{actors: "as_of = \"2031-12-31\"\n"}}
	used := map[string]bool{}
	word := func(ending string) string {
		for {
			w := syllables[m.IntN(len(syllables))] + syllables[m.IntN(len(syllables))] + ending
			if !used[w] {
				used[w] = true
				return strings.ToUpper(w[:1]) + w[1:]
			}
		}
	}
	for i := range 3 {
		state, id := word(endings[m.IntN(len(endings))]), fmt.Sprintf("Q%c%c", 'A'+i, 'A'+int(seed%26))
		m.actors += fmt.Sprintf("\n[[state]]\nid = %q\nname = %q\ndemonyms = [%q]\ncapital = %q\nstatus = \"un-member\"\nhead_of_state = \"President\"\nforeign_minister = \"Foreign Minister\"\n", id, state, state+"n", word(""))
		for _, office := range []string{"head-of-state", "foreign-minister"} {
			f := &figure{name: word("") + " " + word("e"), side: id, title: map[string]string{"head-of-state": "President", "foreign-minister": "Foreign Minister"}[office]}
			f.id = strings.ToLower(strings.ReplaceAll(f.name, " ", "-"))
			m.people = append(m.people, f)
			m.actors += fmt.Sprintf("\n[[person]]\nid = %q\nname = %q\ngender = \"m\"\nheld = [{ office = %q, from = \"2029-01\" }]\n", f.id, f.name, id+"/"+office)
		}
	}
	m.agencies = [2]string{strings.ToUpper(word("")), strings.ToUpper(word(""))}
	for i := range m.paper {
		m.paper[i] = "The " + word("") + " " + []string{"Post", "Courier", "Gazette", "Mirror"}[i]
	}
	m.place = word("")
	return m
}

// newDossier makes calls and meetings of two pairs, on days some weeks or a day apart, and
// the pages that tell of them.
func newDossier(seed uint64) dossier {
	m := newMaker(seed)
	day := time.Date(2031, 2, 3+m.IntN(5), 0, 0, 0, 0, time.UTC)
	pairs := [][2]*figure{{m.people[1], m.people[2]}, {m.people[3], m.people[4]}}
	topicOrder, deedOrder := m.Perm(len(topics)), m.Perm(len(topics))
	last := make(map[[2]*figure]*happening)
	for n := range 12 {
		h := &happening{n: n, kind: "call", who: pairs[n%2], day: day, topic: topics[topicOrder[n]], minutes: 11 + 3*n}
		if n%5 == 4 {
			h.kind = "meeting"
		}
		h.quote = fmt.Sprintf(deeds[deedOrder[n]%len(deeds)], h.topic)
		m.tell(h, last[h.who])
		last[h.who] = h
		day = day.AddDate(0, 0, []int{1, 2, 6, 9, 14}[m.IntN(5)])
	}
	m.recent(pairs[0])
	m.recent(pairs[1])
	return m.dossier
}

// tell writes the pages about one event, some of which look back at the one before.
func (m *maker) tell(h, before *happening) {
	story := m.wire(h, before)
	m.add(story)
	m.add(m.account(h))
	reprint := story.clone("reprint")
	reprint.published, reprint.publisher, reprint.lines = time.Time{}, m.paper[0], slices.Clone(story.lines)
	reprint.lines[len(reprint.lines)-1] = "Readers of this paper may write to the editor about it."
	m.add(reprint)
	brief := story.clone("brief")
	brief.publisher, brief.lines = m.paper[1], story.lines[:2]
	brief.published = h.day.AddDate(0, 0, 1)
	m.add(brief)
	if m.IntN(2) == 0 {
		update := story.clone("update")
		update.published = h.day.AddDate(0, 0, 2)
		update.lines = append(slices.Clone(story.lines), fmt.Sprintf("Update: the embassy of the other side later called the talk about the %s useful and long, and said that papers would follow.", h.topic))
		m.add(update)
	}
	m.add(m.feature(h))
}

// draft is a page in the making.
type draft struct {
	h                 *happening
	name              string
	publisher, agency string
	published         time.Time
	lines             []string
	mentions          []mention
}

type mention struct {
	h      *happening
	line   string // the sentence
	when   string // the words that say when
	quoted string // the verbatim words that tell of it
}

func (d draft) clone(name string) draft {
	d.name = strings.ReplaceAll(d.name, "wire", name)
	return d
}

// filler is a sentence that no other page has.
func (m *maker) filler() string {
	word := func() string {
		return strings.Fields("winter market school timber letter garden engine window doctor farmer button paper cellar ribbon saddle copper lantern barley orchard kettle mirror needle pepper ladder")[m.IntN(24)]
	}
	return fmt.Sprintf("The %s of the %s and the %s by the %s were worth a %s to every %s with a %s, as the %s has it.", word(), word(), word(), word(), word(), word(), word(), word())
}

func (m *maker) wire(h, before *happening) draft {
	a, b := h.who[0], h.who[1]
	weekday := h.day.Weekday().String()
	d := draft{h: h, name: fmt.Sprintf("%02d-wire", h.n), publisher: m.agencies[0], agency: m.agencies[0], published: h.day.AddDate(0, 0, 1)}
	lead := fmt.Sprintf("%s %s spoke by telephone on %s with %s %s about the %s.", a.title, a.name, weekday, b.title, b.name, h.topic)
	if h.kind == "meeting" {
		lead = fmt.Sprintf("%s %s met %s %s in %s on %s to discuss the %s.", a.title, a.name, b.title, b.name, m.place, weekday, h.topic)
	}
	quote := fmt.Sprintf("“We should %s,” %s told reporters after the %s.", h.quote, a.last(), h.kind)
	d.lines = []string{lead, quote, fmt.Sprintf("The %s lasted %d minutes and was held in a calm tone, an aide to %s said.", h.kind, h.minutes, b.last())}
	d.mentions = []mention{{h, lead, "on " + weekday, fmt.Sprintf("“We should %s,”", h.quote)}}
	if before != nil {
		line := fmt.Sprintf("On %s %s and %s spoke by telephone about the %s.", before.day.Format("2 January"), a.last(), b.last(), before.topic)
		if before.kind == "meeting" {
			line = fmt.Sprintf("On %s %s met %s in %s.", before.day.Format("2 January"), a.last(), b.last(), m.place)
		}
		d.lines = append(d.lines, line)
		d.mentions = append(d.mentions, mention{before, line, "On " + before.day.Format("2 January"), ""})
	}
	d.lines = append(d.lines, m.filler(), m.filler(), fmt.Sprintf("Officials of both sides are to look at the %s again, the aide said.", h.topic))
	return d
}

// account is the other side's page: its own words, no quotation in common.
func (m *maker) account(h *happening) draft {
	a, b := h.who[0], h.who[1]
	d := draft{h: h, name: fmt.Sprintf("%02d-account", h.n), publisher: m.agencies[1], agency: m.agencies[1], published: h.day}
	lead := fmt.Sprintf("%s %s held a telephone conversation with %s %s today.", b.title, b.name, a.title, a.name)
	if h.kind == "meeting" {
		lead = fmt.Sprintf("%s %s met %s %s in %s today.", b.title, b.name, a.title, a.name, m.place)
	}
	d.lines = []string{lead, fmt.Sprintf("%s set out the known position of his country on the %s, the press service said.", b.last(), h.topic), m.filler(), m.filler()}
	d.mentions = []mention{{h, lead, "today", ""}}
	return d
}

// feature is an undated page that repeats a quotation.
func (m *maker) feature(h *happening) draft {
	a, b := h.who[0], h.who[1]
	weekday := h.day.Weekday().String()
	d := draft{h: h, name: fmt.Sprintf("%02d-feature", h.n), publisher: m.paper[2]}
	lead := fmt.Sprintf("Much has been said of the %s since %s %s spoke by telephone with %s %s on %s.", h.topic, a.title, a.name, b.title, b.name, weekday)
	if h.kind == "meeting" {
		lead = fmt.Sprintf("Much has been said of the %s since %s %s met %s %s in %s on %s.", h.topic, a.title, a.name, b.title, b.name, m.place, weekday)
	}
	quote := fmt.Sprintf("“We should %s,” %s said then.", h.quote, a.last())
	d.lines = []string{lead, quote, m.filler(), m.filler()}
	d.mentions = []mention{{h, lead, "on " + weekday, fmt.Sprintf("“We should %s,”", h.quote)}}
	return d
}

// recent is an undated page about a call that nothing tells from others: it is its own.
func (m *maker) recent(who [2]*figure) {
	h := &happening{n: 100 + len(m.pages), kind: "call", who: who, topic: "weather"}
	d := draft{h: h, name: fmt.Sprintf("99-recent-%d", len(m.pages)), publisher: m.paper[3]}
	line := fmt.Sprintf("A recent phone call between %s %s and %s %s was on many minds at the market this week.", who[0].title, who[0].name, who[1].title, who[1].name)
	d.lines = []string{line, "Nobody could say what came of it, and nobody expected to be told before the summer."}
	d.mentions = []mention{{h, line, "", ""}}
	m.add(d)
}

// saved is the day on which the pages were saved.
const saved = "2031-11-30"

// add makes the page and its record.
func (m *maker) add(d draft) {
	text := strings.Join(d.lines, "\n\n")
	p := dossierPage{name: d.name + ".txt", text: text}
	of := readout.NewText(text)
	span := func(words string) readout.Span {
		i := strings.Index(text, words)
		return of.Span(i, i+len(words))
	}
	rec := readout.Record{Schema: readout.Schema, Stages: map[string]string{"article": "article/1"}}
	rec.Page = readout.Page{ID: readout.PageIDOf([]byte(p.name + text)), Path: readout.Opt(p.name), Captured: saved, MediaType: "text/plain"}
	rec.Article = readout.Article{Headline: readout.Opt("About the " + d.h.topic), Publisher: readout.Opt(d.publisher), Agency: readout.Opt(d.agency), Language: "en", Text: text,
		Published: readout.Interval{Latest: saved, Basis: readout.Capture}}
	if !d.published.IsZero() {
		rec.Article.Published = readout.On(readout.DayOf(d.published), readout.Stated)
	}
	for i, x := range d.mentions {
		if !strings.Contains(text, x.line) {
			continue // the brief lacks it
		}
		ev := readout.Event{ID: readout.EventID(fmt.Sprintf("%s-%d", rec.Page.ID[7:19], i)), Kind: x.h.kind, Class: "CONSULT", Status: readout.Happened,
			Mentions: readout.List[readout.Span]{span(x.line)}, Evidence: readout.List[readout.Span]{span(x.line)}}
		for _, f := range x.h.who {
			ev.Participants = append(ev.Participants, readout.Participant{Party: readout.Party{ID: readout.Opt(f.id), Name: f.name, Type: "person", Side: readout.Opt(f.side)}, Role: "actor"})
		}
		ev.Date = readout.Time{Text: readout.Opt(x.when), Interval: readout.Interval{Latest: saved, Basis: readout.Capture}}
		if !d.published.IsZero() && x.when != "" {
			ev.Date.Interval = readout.On(readout.DayOf(x.h.day), readout.Relative)
		}
		if x.quoted != "" && strings.Contains(text, x.quoted) {
			said := readout.Statement{ID: readout.StatementID(ev.ID) + "s", Kind: readout.Direct, Level: readout.Named, Event: ev.ID, Content: readout.List[readout.Span]{span(x.quoted)},
				Speaker: &ev.Participants[0].Party}
			rec.Statements = append(rec.Statements, said)
		}
		rec.Events = append(rec.Events, ev)
		p.truth = append(p.truth, x.h.n)
	}
	p.record = rec
	m.pages = append(m.pages, p)
}

// roster reads a dossier's actor file on top of the shipped one.
func (d *dossier) roster() (*actor.Roster, error) {
	base, err := actor.Default()
	if err != nil {
		return nil, err
	}
	return actor.Load(base, actor.File{Name: "dossier.toml", Data: []byte(d.actors)})
}
