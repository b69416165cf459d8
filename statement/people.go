package statement

import (
	"cmp"
	"slices"

	"readout"
	"readout/actor"
	"readout/text"
)

// People are those whom an article names, as its statements resolve them: by names, titles
// and offices, and by who spoke before. Words are those of the document that was read. It
// is safe for concurrent use.
type People struct{ b *builder }

// Read is Find, and returns the article's people for the stages after it: nil where the
// article was not read.
func Read(in Input) ([]readout.Statement, *People) {
	if in.Article == nil || !english(in.Article.Language) {
		return nil, nil
	}
	b := newBuilder(in)
	p := b.plan()
	list := b.a.statements(p)
	if b.publisher == nil {
		// Before the finder is asked: what it has marked there is no rule's then.
		list = slices.DeleteFunc(list, func(fd found) bool { return fd.ours })
	}
	remote := false
	if in.Finder != nil && in.Document != nil {
		ms := b.a.markings(in.Finder.FindAll(in.Document, leastSeen), p)
		remote = b.register(ms)
		list = b.a.marked(list, ms)
	}
	if j := in.judge(); j != nil && in.Document != nil && !remote {
		list = b.a.unanswered(list, p, j)
	}
	once(list)
	return b.build(list), &People{b}
}

// Document is the one that was read.
func (p *People) Document() *text.Document { return p.b.a.doc }

// Dateline is the number of bytes at the start of the text that are its dateline.
func (p *People) Dateline() int { return p.b.a.dateline }

// Who returns whom the words [first, last) of the document, a noun phrase or pronoun,
// stand for. Where nobody is known the party has the printed words, and it is empty where
// these say nothing, as a pronoun.
func (p *People) Who(first, last int) readout.Party {
	f, s := p.phrase(first, last)
	if f == nil || s.empty() || f.items[s.from].class == quoted {
		return p.named(first, last)
	}
	n, _ := slices.BinarySearchFunc(p.b.voices, f.index+1, func(h heard, i int) int { return cmp.Compare(h.frame, i) })
	r := resolver{cast: p.b.cast, voices: p.b.voices[:n], publisher: p.b.publisher}
	v := r.resolve(f, s)
	if v.party.Type == "" {
		if w := &f.items[s.from]; s.to-s.from == 1 && (w.class == subjPron || w.class == objPron || w.class == rel) {
			return readout.Party{}
		}
	}
	return v.party
}

// named is Who for words that are no part of the rules' sentences, such as those within
// quotation marks: names only.
func (p *People) named(first, last int) readout.Party {
	if list := p.Named(first, last); len(list) == 1 {
		return list[0].Party
	}
	return readout.Party{}
}

// A Named is a party and the words [First, Last) that name it.
type Named struct {
	readout.Party
	First, Last int
}

// Named returns the persons, states and bodies whose names stand in the words [first,
// last), each once, persons alone where there are any.
func (p *People) Named(first, last int) []Named {
	d := p.b.a.doc
	var persons, others []Named
	at := func(b int) int {
		i, _ := slices.BinarySearchFunc(d.Words, b, func(w text.Word, b int) int { return cmp.Compare(w.Start, b) })
		return i
	}
	for i, _ := slices.BinarySearchFunc(p.b.seen, d.Words[first].Start, func(s sighting, b int) int { return cmp.Compare(s.start, b) }); i < len(p.b.seen) && p.b.seen[i].end <= d.Words[last-1].End; i++ {
		fig := p.b.seen[i].figure
		n := Named{Party: fig.party, First: at(p.b.seen[i].start), Last: at(p.b.seen[i].end)}
		list := &others
		if fig.person {
			list = &persons
			n.Party = p.b.voice(fig).party
		}
		if n.Last > n.First && !slices.ContainsFunc(*list, func(q Named) bool { return same(&q.Party, &n.Party) }) {
			*list = append(*list, n)
		}
	}
	if len(persons) > 0 {
		return persons
	}
	return others
}

// Holder returns who holds an office, as far as the article tells: the one person it names
// who does, else the only one whom the roster knows on its day, else the office itself
// under the name that is printed.
func (p *People) Holder(office *actor.Actor, printed string) readout.Party {
	fig := &figure{actor: office, party: readout.Party{ID: readout.Opt(office.ID), Name: office.Name, Type: string(office.Type), Side: readout.Opt(office.Side)}}
	r := resolver{cast: p.b.cast}
	return r.holder(fig, len(p.b.a.doc.Text), printed).party
}

// Leader returns the one person whom the article names who is head of state or government
// of a state, or an empty party.
func (p *People) Leader(state string) readout.Party {
	if p.b.in.Roster == nil {
		return readout.Party{}
	}
	var found *figure
	for _, s := range p.b.seen[:min(len(p.b.seen), maxSeen)] {
		fig := s.figure
		if fig == found || !fig.person || fig.actor == nil || fig.actor.Side != state || !p.b.inRole(fig, "head-of-state") && !p.b.inRole(fig, "head-of-government") {
			continue
		}
		if found != nil {
			return readout.Party{}
		}
		found = fig
	}
	if found == nil {
		return readout.Party{}
	}
	return p.b.voice(found).party
}

// phrase returns the rules' sentence that holds the words, and their items.
func (p *People) phrase(first, last int) (*frame, stretch) {
	d := p.b.a.doc
	start, end := d.Words[first].Start, d.Words[last-1].End
	frames := p.b.a.frames
	i, found := slices.BinarySearchFunc(frames, start, func(f frame, b int) int { return cmp.Compare(f.items[0].start, b) })
	if !found {
		i--
	}
	if i < 0 {
		return nil, stretch{}
	}
	f := &frames[i]
	from, _ := slices.BinarySearchFunc(f.items, start, func(it item, b int) int { return cmp.Compare(it.end, b+1) })
	to := from
	for to < len(f.items) && f.items[to].end <= end {
		to++
	}
	if from < len(f.items) && from == to && f.items[from].start <= start && end <= f.items[from].end {
		to++ // within a quotation
	}
	return f, stretch{from, to}
}

// Same reports whether two parties are certainly one.
func Same(a, b *readout.Party) bool { return same(a, b) }

// Does is the PLOVER class of what a statement does, by what its cue does, or "".
func Does(act string) string { return does[act] }

// does maps what a cue does to the class of such an act. What a verb of saying leaves
// open, such as a warning, has none.
var does = map[string]string{
	"accuse": "ACCUSE", "condemn": "ACCUSE", "urge": "REQUEST", "demand": "REQUEST", "order": "REQUEST", "reject": "REJECT",
	"agree": "AGREE", "promise": "AGREE", "offer": "AGREE", "invite": "AGREE", "threaten": "THREATEN", "praise": "SUPPORT",
	"thank": "SUPPORT", "welcome": "SUPPORT", "apologise": "CONCEDE",
}
