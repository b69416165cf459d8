package store

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"

	"readout"
	"readout/internal/correct"
	"readout/internal/link"
)

// compare gives verdicts on the events of a page and those that may be one with them, and
// returns the events whose links that may change.
func (l *linker) compare(id int64) []itemRef {
	p := l.page(id)
	if p == nil || l.err != nil {
		return nil
	}
	sameText := make(map[int64]bool)
	if !l.single(id) {
		l.trace.readPages(inTexts, id)
		for _, other := range l.numbers("SELECT other FROM text_pairs WHERE page = ?", id) {
			sameText[other] = true
		}
	}
	var seeds []itemRef
	for n := range p.Items {
		me := itemRef{id, n}
		seeds = append(seeds, me)
		seeds = append(seeds, l.judgeAll(me, sameText)...)
	}
	return seeds
}

// judgeAll compares one event and returns those that it is linked to.
func (l *linker) judgeAll(me itemRef, sameText map[int64]bool) []itemRef {
	near := maps.Clone(l.byDay(me))
	tells, met := l.alike(me)
	for _, other := range met {
		near[other] = true
	}
	for other := range sameText {
		if q := l.page(other); q != nil {
			for n := range q.Items {
				near[itemRef{other, n}] = true
			}
		}
	}
	said := l.said(me)
	for other := range said {
		near[other] = true
	}
	var linked []itemRef
	for _, other := range slices.SortedFunc(maps.Keys(near), compareItemRefs) {
		c, bySomebody := said[other]
		if !near[other] || l.before(other.page, me.page) || other.page == me.page && !bySomebody || l.item(other) == nil || l.err != nil {
			continue
		}
		v, ok := l.judge(me, other, sameText[other.page], tells[other], c, bySomebody)
		if v.Same {
			linked = append(linked, other)
		}
		if ok {
			l.keep(me, other, v)
		}
	}
	return linked
}

// alike returns what others share with an event that tells something, and whom it meets by that.
func (l *linker) alike(me itemRef) (tells map[itemRef]map[link.Feature]bool, met []itemRef) {
	it, mine := l.item(me), l.featureKeys(me)
	if it == nil {
		return nil, nil
	}
	tells = make(map[itemRef]map[link.Feature]bool)
	known := make(map[itemRef]bool)
	for k, rows := range l.telling(slices.Sorted(maps.Keys(mine))) {
		for _, b := range rows {
			if tells[b.itemRef] == nil {
				tells[b.itemRef], known[b.itemRef] = make(map[link.Feature]bool), link.Known(b.Date)
			}
			tells[b.itemRef][mine[k]] = true
		}
	}
	for other, shared := range tells {
		if other != me && link.Meet(shared, it.Known(), known[other]) {
			met = append(met, other)
		}
	}
	return tells, met
}

// judge gives the verdict on two events, and reports whether it is to be kept. What they
// have in common tells something where one of the keys does that both have.
func (l *linker) judge(a, b itemRef, sameText bool, tells map[link.Feature]bool, c correct.Correction, bySomebody bool) (link.Verdict, bool) {
	v := link.Compare(l.item(a), l.item(b), link.Circumstances{SameText: sameText, Telling: func(f link.Feature) bool { return tells[f] }})
	if bySomebody {
		v = link.Said(v, c.Kind == correct.Same, c.Who, c.Why)
	}
	return v, v.Same || v.Near || v.Person
}

func (l *linker) keep(a, b itemRef, v link.Verdict) {
	data, err := json.Marshal(v)
	l.fail(err)
	same := 0
	switch {
	case v.Same:
		same = 1
	case v.Person:
		same = -1
	}
	l.tied[a], l.tied[b] = l.tied[a] || same != 0, l.tied[b] || same != 0
	l.verdicts[pairOf(a, b)] = []any{a.page, a.n, b.page, b.n, same, string(data), b.page, b.n, a.page, a.n, same, string(data)}
}

// pairOf names two events, whichever comes first.
func pairOf(a, b itemRef) [2]itemRef {
	if compareItemRefs(a, b) > 0 {
		a, b = b, a
	}
	return [2]itemRef{a, b}
}

// writeVerdicts writes the verdicts that were kept since.
func (l *linker) writeVerdicts() {
	var rows []any
	for _, pair := range slices.SortedFunc(maps.Keys(l.verdicts), func(x, y [2]itemRef) int {
		return cmp.Or(compareItemRefs(x[0], y[0]), compareItemRefs(x[1], y[1]))
	}) {
		rows = append(rows, l.verdicts[pair]...)
		l.trace.writePages(inEvents, pair[0].page, pair[1].page)
	}
	clear(l.verdicts)
	l.insert("INSERT INTO event_verdicts (page, n, other, other_n, same, json) VALUES", 6, rows,
		"ON CONFLICT (page, n, other, other_n) DO UPDATE SET same = excluded.same, json = excluded.json")
}

// cluster makes the events anew that seeds, and what is linked to them, belong to.
func (l *linker) cluster(seeds []itemRef) {
	slices.SortFunc(seeds, compareItemRefs)
	seen := make(map[itemRef]bool)
	l.writeVerdicts()
	l.made = madeEvents{}
	for _, r := range seeds {
		if !seen[r] {
			l.component(l.reach(r, seen))
		}
	}
	l.writeEvents()
}

// lone reports whether an event stands in no link that is written, and never did.
func (l *linker) lone(r itemRef) bool { return l.first[r.page] && !l.tied[r] }

// reach returns the events that links connect with one, and those that were one event
// with them.
func (l *linker) reach(r itemRef, seen map[itemRef]bool) []itemRef {
	seen[r] = true
	todo := []itemRef{r}
	for i := 0; i < len(todo) && l.err == nil; i++ {
		at := todo[i]
		if l.lone(at) {
			continue
		}
		l.trace.readPages(inEvents, at.page)
		next := l.refs("SELECT other, other_n FROM event_verdicts WHERE page = ? AND n = ? AND same = 1", at.page, at.n)
		next = append(next, l.refs("SELECT b.page, b.n FROM linked_members a JOIN linked_members b ON b.event = a.event WHERE a.page = ? AND a.n = ?", at.page, at.n)...)
		for _, o := range next {
			if !seen[o] {
				seen[o] = true
				todo = append(todo, o)
			}
		}
	}
	return todo
}

func (l *linker) component(refs []itemRef) {
	var items []link.Item
	where := make(map[link.Ref]itemRef)
	var verdicts []link.Verdict
	slices.SortFunc(refs, compareItemRefs)
	for _, r := range refs {
		l.trace.writePages(inEvents, r.page)
		if l.first[r.page] {
			continue
		}
		l.exec("DELETE FROM linked_parties WHERE event IN (SELECT event FROM linked_members WHERE page = ? AND n = ?)", r.page, r.n)
		l.exec("DELETE FROM linked_events WHERE id IN (SELECT event FROM linked_members WHERE page = ? AND n = ?)", r.page, r.n)
	}
	for _, r := range refs {
		if !l.first[r.page] {
			l.exec("DELETE FROM linked_members WHERE page = ? AND n = ?", r.page, r.n)
		}
		it := l.item(r)
		if it == nil {
			continue
		}
		items = append(items, *it)
		where[it.Ref] = r
	}
	for _, r := range refs {
		if !l.lone(r) {
			verdicts = append(verdicts, l.verdictsOf(r, where)...)
		}
	}
	if l.err != nil {
		return
	}
	for _, g := range link.Cluster(items, verdicts) {
		l.make(link.EventOf(items, g), where)
	}
}

// verdictsOf returns the links of an event and what persons keep apart from it, those within
// a component once. Other refusals are read when an event is: see [Store.Event].
func (l *linker) verdictsOf(r itemRef, where map[link.Ref]itemRef) []link.Verdict {
	var out []link.Verdict
	l.trace.readPages(inEvents, r.page)
	l.query("SELECT other, other_n, json FROM event_verdicts WHERE page = ? AND n = ? AND same <> 0", []any{r.page, r.n}, func(scan func(...any) error) error {
		var o itemRef
		var data []byte
		if err := scan(&o.page, &o.n, &data); err != nil {
			return err
		}
		var v link.Verdict
		if err := jsonv2.Unmarshal(data, &v); err != nil {
			return err
		}
		_, a := where[v.A]
		_, b := where[v.B]
		if !a || !b || compareItemRefs(r, o) < 0 {
			out = append(out, v)
		}
		return nil
	})
	return out
}

// madeEvents are the rows of events that are to be written.
type madeEvents struct{ events, members, parties []any }

// make notes the rows of an event.
func (l *linker) make(ev link.Event, where map[link.Ref]itemRef) {
	data, err := json.Marshal(ev)
	l.fail(err)
	m := &l.made
	m.events = append(m.events, string(ev.ID), Key(ev.Kind), string(ev.Date.Earliest), string(ev.Date.Latest), partiesText(&ev), string(data))
	for i := range ev.Members {
		r := where[link.Ref{Page: ev.Members[i].Page, Event: ev.Members[i].Event}]
		m.members = append(m.members, r.page, r.n, string(ev.Members[i].Event), string(ev.ID))
	}
	day := string(cmp.Or(ev.Date.Earliest, ev.Date.Latest))
	for i := range ev.Participants {
		m.parties = append(m.parties, partyKey(&ev.Participants[i]), Key(ev.Kind), day, string(ev.ID))
	}
}

// writeEvents writes the events that were made: each of another id and with other members.
func (l *linker) writeEvents() {
	l.insert("INSERT INTO linked_events (id, kind, earliest, latest, parties, json) VALUES", 6, l.made.events,
		"ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, earliest = excluded.earliest, latest = excluded.latest, parties = excluded.parties, json = excluded.json")
	l.insert("INSERT INTO linked_members (page, n, name, event) VALUES", 4, l.made.members, "ON CONFLICT (page, n) DO UPDATE SET name = excluded.name, event = excluded.event")
	l.insert("INSERT INTO linked_parties (party, kind, day, event) VALUES", 4, l.made.parties, "ON CONFLICT DO NOTHING")
}

// partyKey is what the events of one party are found by.
func partyKey(p *readout.Participant) string { return indexable(cmp.Or(string(p.ID), Key(p.Name))) }

// maxIndexed is how much of a text goes into an index, in bytes: PostgreSQL takes 2,700.
const maxIndexed = 1000

// indexable returns the beginning of a text that is to be found by an index. Only hostile
// pages have longer ones.
func indexable(s string) string {
	if len(s) <= maxIndexed {
		return s
	}
	return strings.ToValidUTF8(s[:maxIndexed], "")
}

// partiesText is what the list of events is narrowed by.
func partiesText(ev *link.Event) string {
	var b strings.Builder
	for i := range ev.Participants {
		p := &ev.Participants[i]
		b.WriteString("|" + strings.ToLower(string(p.ID)) + "|" + strings.ToLower(string(p.Side)) + "|" + fold(p.Name) + "|")
	}
	return b.String()
}
