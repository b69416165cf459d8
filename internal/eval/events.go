package eval

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"readout"
	"readout/actor"
	"readout/internal/plover"
	"readout/text"
)

// EventScores says how well events were coded in sentences with one coded event each,
// and in sentences without any. Percentages are 0 to 100; of what a file does not have,
// zero is left out.
//
// The found event that stands for the gold one is chosen by actors alone: the one whose
// actors and recipients share most countries and words with the gold's, of equals the
// first. Where none was found all is wrong.
type EventScores struct {
	Sentences int     `json:"sentences"`
	Events    int     `json:"events"`
	Class     float64 `json:"class"`   // PLOVER class the same
	Quad      float64 `json:"quad"`    // quad class the same
	Country   float64 `json:"country"` // sets of countries the same, actors' and recipients' each
	// Record is class, countries, sectors and modes all right. Sectors are right where each
	// gold actor or recipient that has one has a found one on its side with the same country
	// and, among its sectors, that one; modes where one of the gold's was found, older
	// names taken for those of 2.0. What the
	// gold leaves empty is not compared.
	Record float64 `json:"record"`
	// StatementOnly is the share of sentences that only report speech in which an event was
	// found: the fewer the better.
	StatementOnly *float64 `json:"statement_only,omitempty"`
	// LeadsF1 is of "tells of an event", in files that have sentences with and without.
	LeadsF1        *float64 `json:"leads_f1,omitempty"`
	LeadsPrecision *float64 `json:"leads_precision,omitempty"`
	LeadsRecall    *float64 `json:"leads_recall,omitempty"`
}

// CodedEvent is an event of a sentence as it is scored.
type CodedEvent struct {
	Class              string
	Modes              []string
	Actors, Recipients []CodedSide
	Real               bool // took place or is planned; not denied, possible or long past
}

// CodedSide is an actor or recipient. Country is ISO 3166 alpha-3 or a PLOVER code.
type CodedSide struct {
	Text, Country string
	Sectors       []string
}

// EventSystem is what is scored.
type EventSystem struct {
	Code func(text string) []CodedEvent
	Diff func(line string) // where set, gets each difference
}

// CoderOf returns a coder that takes the sentences' events straight from package plover.
func CoderOf(model *text.Model, roster *actor.Roster) func(string) []CodedEvent {
	return func(s string) []CodedEvent {
		doc := text.Annotate(model, s)
		var out []CodedEvent
		for i := range doc.Sentences {
			for _, a := range plover.Code(doc, i, roster) {
				out = append(out, CodedEvent{Class: a.Class, Modes: a.Modes, Actors: codedSides(doc, a.Actors),
					Recipients: codedSides(doc, a.Recipients), Real: !a.Negated && !a.Hypothetical && !a.Historical})
			}
		}
		return out
	}
}

func codedSides(doc *text.Document, sides []plover.Side) []CodedSide {
	out := make([]CodedSide, len(sides))
	for i, s := range sides {
		words := doc.Text[doc.Words[s.Words.First].Start:doc.Words[s.Words.Last-1].End]
		out[i] = CodedSide{Text: words, Country: s.Country, Sectors: s.Sectors}
	}
	return out
}

// RecordCoder returns a coder that takes what the record that read makes of a text says to
// have been done: its events, and its statements that have a class, in the order in which
// the text names them.
func RecordCoder(read func(text string) readout.Record) func(string) []CodedEvent {
	return func(s string) []CodedEvent {
		rec := read(s)
		var out []placed
		for i := range rec.Events {
			e := &rec.Events[i]
			c := CodedEvent{Class: string(e.Class), Modes: e.Mode, Real: e.Status == readout.Happened || e.Status == readout.Planned}
			for j := range e.Participants {
				c.add(&e.Participants[j])
			}
			out = append(out, placed{c, start(e.Mentions)})
		}
		for i := range rec.Statements {
			if st := &rec.Statements[i]; st.Class != "" {
				out = append(out, placed{codedStatement(st), start(st.Cue)})
			}
		}
		slices.SortStableFunc(out, func(a, b placed) int { return a.at - b.at })
		return unplaced(out)
	}
}

// placed is a coded event with the code point at which the text names it.
type placed struct {
	CodedEvent
	at int
}

func unplaced(list []placed) []CodedEvent {
	var out []CodedEvent
	for i := range list {
		out = append(out, list[i].CodedEvent)
	}
	return out
}

func start(spans []readout.Span) int {
	if len(spans) == 0 {
		return 0
	}
	return spans[0].Start
}

// codedStatement is what a statement does: its speaker to whom it is directed at, or else
// to whom it is addressed.
func codedStatement(s *readout.Statement) CodedEvent {
	c := CodedEvent{Class: string(s.Class), Modes: s.Mode, Real: true}
	for i := range s.Actor {
		c.add(&s.Actor[i])
	}
	for i := range s.Target {
		c.add(&s.Target[i])
	}
	if len(c.Actors) == 0 && s.Speaker != nil {
		c.Actors = append(c.Actors, partySide(s.Speaker))
	}
	if len(c.Recipients) == 0 && s.Addressee != nil {
		c.Recipients = append(c.Recipients, partySide(s.Addressee))
	}
	return c
}

func partySide(p *readout.Party) CodedSide {
	side := CodedSide{Text: p.Name}
	if len(p.Side) == 3 && strings.ToUpper(string(p.Side)) == string(p.Side) {
		side.Country = string(p.Side)
	}
	return side
}

func (c *CodedEvent) add(p *readout.Participant) {
	side := CodedSide{Text: p.Name, Country: string(p.Country), Sectors: p.Sector}
	if p.Role == "recipient" {
		c.Recipients = append(c.Recipients, side)
	} else {
		c.Actors = append(c.Actors, side)
	}
}

type goldSide struct {
	Text    string `json:"text"`
	Country string `json:"country"`
	Sector  string `json:"sector"`
}

type goldEvent struct {
	Source []goldSide `json:"source"`
	Target []goldSide `json:"target"`
	Class  string     `json:"plover"`
	Quad   int        `json:"quad"`
	Modes  []string   `json:"modes"`
}

// exchange puts the sides of a reception, an older mode, as 2.0 has a visit: the guest acts.
func (e *goldEvent) exchange() {
	if slices.Contains(e.Modes, "host") {
		e.Source, e.Target = e.Target, e.Source
	}
}

type goldSentence struct {
	ID     string      `json:"id"`
	Text   string      `json:"text"`
	Expect string      `json:"expect"` // "event"; "statement": only speech is reported; anything else: no event
	Events []goldEvent `json:"events"`
}

// tells reports whether the sentence tells of an event.
func (g *goldSentence) tells() bool {
	return g.Expect == "event" || g.Expect == "" && len(g.Events) > 0
}

func (g *goldSentence) speech() bool { return strings.HasPrefix(g.Expect, "statement") }

// Events scores a coder on the file path: a line of JSON a sentence.
func Events(ctx context.Context, path string, system EventSystem) (EventScores, error) {
	gold, err := loadEvents(path)
	if err != nil {
		return EventScores{}, err
	}
	found := make([][]CodedEvent, len(gold))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range gold {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			found[i] = system.Code(gold[i].Text)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return EventScores{}, err
	}
	var sum eventSum
	for i := range gold {
		line := sum.add(&gold[i], found[i])
		if line != "" && system.Diff != nil {
			system.Diff(line)
		}
	}
	return sum.scores(), nil
}

func loadEvents(path string) ([]goldSentence, error) {
	out, err := readLines[goldSentence](path)
	for i := range out {
		for k := range out[i].Events {
			out[i].Events[k].exchange()
		}
	}
	return out, err
}

// eventSum counts sentences and what was right in them.
type eventSum struct {
	sentences, events                  int
	class, quad, country, record       int
	speech, speechCoded                int
	without, hits, misses, falseAlarms int
}

// add scores a sentence and returns what went wrong, "" for nothing.
func (s *eventSum) add(g *goldSentence, found []CodedEvent) string {
	s.sentences++
	told := slices.ContainsFunc(found, func(c CodedEvent) bool { return c.Real })
	switch tells := g.tells(); {
	case tells && told:
		s.hits++
	case tells:
		s.misses++
	case told:
		s.falseAlarms++
	}
	if !g.tells() {
		s.without++
		if g.speech() {
			s.speech++
			if told {
				s.speechCoded++
			}
		}
		if told {
			return fmt.Sprintf("%s: no event, found %s\n  %s", g.ID, describe(found), g.Text)
		}
		return ""
	}
	var line strings.Builder
	for i := range g.Events {
		line.WriteString(s.addEvent(g, &g.Events[i], found))
	}
	return line.String()
}

func (s *eventSum) addEvent(g *goldSentence, e *goldEvent, found []CodedEvent) string {
	s.events++
	best, most := -1, -1.0
	for i := range found {
		if o := shared(e, &found[i]); o > most {
			best, most = i, o
		}
	}
	var class, quad, country, sector, mode bool
	if best >= 0 {
		f := &found[best]
		class, quad = f.Class == e.Class, plover.Quad(f.Class) == e.Quad
		country = sameCountries(e.Source, f.Actors) && sameCountries(e.Target, f.Recipients)
		sector = sectorsRight(e.Source, f.Actors) && sectorsRight(e.Target, f.Recipients)
		mode = modesRight(e.Modes, f.Modes)
	}
	s.class += count(class)
	s.quad += count(quad)
	s.country += count(country)
	right := class && country && sector && mode
	s.record += count(right)
	if right {
		return ""
	}
	var wrong strings.Builder
	for _, w := range []struct {
		ok   bool
		name string
	}{{class, "class"}, {country, "country"}, {sector, "sector"}, {mode, "mode"}} {
		if !w.ok {
			wrong.WriteString(" " + w.name)
		}
	}
	return fmt.Sprintf("%s: wrong%s: want %s %s %s -> %s, found %s\n  %s", g.ID, wrong.String(), e.Class, e.Modes, e.Source, e.Target, describe(found), g.Text)
}

// olderModes are modes of earlier drafts under the names of 2.0; "" has none there.
var olderModes = map[string]string{
	"host": "visit", "return": "release", "detain": "arrest", "assassinate": "targeted", "massacre": "targeted", "other": "", "ban": "restrict",
	"demo-org": "demo", "demo-spon": "demo", "riot-org": "riot", "riot-spon": "riot", "strike-org": "strike", "strike-spon": "strike", "strike-hun": "hunger",
}

// modesRight reports whether one of the gold's modes was found, or it has none of 2.0.
func modesRight(gold, found []string) bool {
	any := false
	for _, m := range gold {
		if now, old := olderModes[m]; old {
			m = now
		}
		if m == "" {
			continue
		}
		if slices.Contains(found, m) {
			return true
		}
		any = true
	}
	return !any
}

func describe(found []CodedEvent) string {
	if len(found) == 0 {
		return "none"
	}
	var b strings.Builder
	for i := range found {
		f := &found[i]
		fmt.Fprintf(&b, "| %s %s %v -> %v ", f.Class, f.Modes, f.Actors, f.Recipients)
	}
	return b.String()
}

// shared says how much of the participants of two events is the same, from 0 to 1: a
// country in the same role counts one, and for a side without, shared words.
func shared(e *goldEvent, f *CodedEvent) float64 {
	total := len(e.Source) + len(e.Target) + len(f.Actors) + len(f.Recipients)
	if total == 0 {
		return 1
	}
	return 2 * (matched(e.Source, f.Actors) + matched(e.Target, f.Recipients)) / float64(total)
}

func matched(gold []goldSide, found []CodedSide) float64 {
	sum := 0.0
	used := make([]bool, len(found))
	for _, g := range gold {
		best, most := -1, 0.0
		for i, f := range found {
			if m := likeness(g, f); !used[i] && m > most {
				best, most = i, m
			}
		}
		if best >= 0 {
			used[best] = true
			sum += most
		}
	}
	return sum
}

func likeness(g goldSide, f CodedSide) float64 {
	country := f.Country != "" && wide(f.Country) == wide(g.Country)
	words := 0.0
	for w := range strings.FieldsSeq(strings.ToLower(g.Text)) {
		if strings.Contains(strings.ToLower(f.Text), w) {
			words = 1
		}
	}
	if country {
		return 0.8 + 0.2*words
	}
	return 0.5 * words
}

// wide makes all bodies between states one: the gold standard does not tell them apart.
func wide(country string) string {
	if country == "UNO" || country == "EUR" {
		return "IGO"
	}
	return country
}

func sameCountries(gold []goldSide, found []CodedSide) bool {
	var want, got []string
	for _, g := range gold {
		if g.Country != "" {
			want = append(want, wide(g.Country))
		}
	}
	for _, f := range found {
		if f.Country != "" {
			got = append(got, wide(f.Country))
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	return slices.Equal(slices.Compact(want), slices.Compact(got))
}

func sectorsRight(gold []goldSide, found []CodedSide) bool {
	for _, g := range gold {
		if g.Sector == "" {
			continue
		}
		if !slices.ContainsFunc(found, func(f CodedSide) bool {
			return wide(f.Country) == wide(g.Country) && slices.Contains(f.Sectors, g.Sector)
		}) {
			return false
		}
	}
	return true
}

func (s *eventSum) scores() EventScores {
	out := EventScores{Sentences: s.sentences, Events: s.events, Class: percent(s.class, s.events), Quad: percent(s.quad, s.events),
		Country: percent(s.country, s.events), Record: percent(s.record, s.events)}
	if s.speech > 0 {
		out.StatementOnly = new(percent(s.speechCoded, s.speech))
	}
	if s.without > 0 && s.hits+s.misses > 0 {
		out.LeadsF1 = new(percent(2*s.hits, 2*s.hits+s.misses+s.falseAlarms))
		out.LeadsPrecision = new(percent(s.hits, s.hits+s.falseAlarms))
		out.LeadsRecall = new(percent(s.hits, s.hits+s.misses))
	}
	return out
}

//go:fix inline
