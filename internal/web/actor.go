package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"readout"
	"readout/actor"
	"readout/internal/column"
	"readout/internal/desk"
	"readout/internal/position"
	"readout/internal/query"
	"readout/internal/store"
)

// How much of an actor is read and shown.
const (
	actorRead   = 150 // the newest statements, read for names and for whom they are about
	actorShown  = 15  // of these
	actorIssues = 20
	actorVoices = 25
	actorNear   = 9 // others in the picture, on each side
)

// An actorData is the page of an actor.
type actorData struct {
	desk.Dossier
	Speaks   string      // what finds its statements, as one types it
	Search   string      // the address of that search
	Own      column.Lane // its statements, questions left out
	ByIssue  []issueLine
	Voices   []speakerLine // who speaks for it
	VoicesOf int           // statements for it by those who are named
	Unnamed  int           // statements for it by sources without a name
	UnnamedS string        // the search for them
	Told     []teller      // of no side: those of its side who told what it said, by the newest statements
	ToldBare int           // of those statements, the ones told by somebody of its side without a name
	Names    []position.Share
	Read     int // how many statements Names and the targets are from
	Newest   []store.Hit
	Held     *spanPicture
	HeldBy   *spanPicture
	Near     *network
}

// A teller told what an actor said.
type teller struct {
	Party *readout.Party
	N     int // statements
}

// IsSide reports whether others speak for it: a state or an organisation.
func (d *actorData) IsSide() bool { return d.Type == actor.State || d.Type == actor.Organisation }

// actor shows somebody with what the actor files and the record have of it.
func (s *Server) actor(r *http.Request) (*view, error) {
	ctx := r.Context()
	facts, err := s.Desk.Facts(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	d := &actorData{Dossier: facts}
	d.Speaks = "speaker:" + quoted(d.ID)
	if d.IsSide() {
		d.Speaks = "side:" + quoted(d.ID)
	}
	d.Speaks += " -kind:question"
	d.Search = searchText(d.Speaks)
	d.Held, d.HeldBy = tenures(d.Offices, d.AsOf), tenures(d.Holders, d.AsOf)
	for _, step := range []func(context.Context, *actorData) error{s.actorIssues, s.actorVoices, s.actorNear} {
		if err := step(ctx, d); err != nil {
			return nil, err
		}
	}
	return &view{name: "actor", title: d.Name, nav: "actors", data: d}, nil
}

func (s *Server) actorIssues(ctx context.Context, d *actorData) error {
	q, err := s.Desk.Query(d.Speaks)
	if err != nil {
		return err
	}
	lanes, err := s.lanes(ctx, q, query.Issue, actorIssues)
	if err != nil {
		return err
	}
	d.Own = lanes.All
	set, err := s.Desk.Issues()
	if err != nil {
		return err
	}
	for _, l := range lanes.Lanes {
		on := issueOf(set, l.Field.Value)
		d.ByIssue = append(d.ByIssue, issueLine{Issue: on, Lane: l, Spark: spark(l.Bars, 120, 20), Search: searchText(d.Speaks + " issue:" + quoted(on.ID))})
	}
	return nil
}

// actorVoices counts who speaks for a state or organisation, named ones and others apart.
func (s *Server) actorVoices(ctx context.Context, d *actorData) error {
	if !d.IsSide() {
		return nil
	}
	var all column.Lane
	var err error
	if d.Voices, all, err = s.speakers(ctx, field(query.Side, d.ID), query.Speaker, actorVoices); err != nil {
		return err
	}
	d.VoicesOf = all.Count
	for i := range d.Voices {
		v := &d.Voices[i]
		v.Search = searchText(d.Speaks + " -level:unnamed speaker:" + quoted(v.Field.Value))
	}
	d.Unnamed = d.Own.Count - all.Count
	d.UnnamedS = searchText(d.Speaks + " level:unnamed")
	return nil
}

// actorNear reads the newest statements: for the names that are used, and for whom the
// actor speaks of. Whom it speaks to, and who to it, is counted of all.
func (s *Server) actorNear(ctx context.Context, d *actorData) error {
	q, err := s.Desk.Query(d.Speaks)
	if err != nil {
		return err
	}
	profile := position.NewProfiler(d.ID)
	about := make(map[string]*neighbour)
	hits, err := s.Desk.Newest(ctx, q, actorRead)
	if err != nil {
		return err
	}
	d.Read, d.Newest = len(hits), hits[:min(len(hits), actorShown)]
	for i := range hits {
		profile.Add(&hits[i])
		d.toldBy(hits[i].Statement.Chain)
		for k := range hits[i].Statement.Target {
			d.spokenOf(about, &hits[i].Statement.Target[k].Party)
		}
	}
	slices.SortStableFunc(d.Told, func(a, b teller) int { return b.N - a.N })
	d.Names = profile.Profile().Names
	to, err := s.lanes(ctx, q, query.To, actorNear)
	if err != nil {
		return err
	}
	from, err := s.lanes(ctx, query.Query{Root: query.And{field(query.To, d.ID), query.Not{X: field(query.Kind, string(readout.Question))}}}, query.Speaker, actorNear)
	if err != nil {
		return err
	}
	d.Near = s.network(d, to, from, about)
	return nil
}

// toldBy counts those of the actor's own side by whom a statement went. Outlets report it, and
// the other side's press service tells its own story: neither speaks for the actor. Those
// without a name are counted apart, as any two of them may be different people.
func (d *actorData) toldBy(chain []readout.Party) {
	for i := range chain {
		p := &chain[i]
		if d.IsSide() || d.Side == "" || string(p.Side) != string(d.Side) || p.Type == "outlet" || string(p.ID) == d.ID {
			continue
		}
		if p.Type == "unnamed" {
			d.ToldBare++
			continue
		}
		k := slices.IndexFunc(d.Told, func(t teller) bool { return t.Party.ID == p.ID && (p.ID != "" || t.Party.Name == p.Name) })
		if k < 0 {
			k = len(d.Told)
			d.Told = append(d.Told, teller{Party: p})
		}
		d.Told[k].N++
	}
}

// spokenOf counts somebody whom a statement is directed at.
func (d *actorData) spokenOf(about map[string]*neighbour, p *readout.Party) {
	key := string(p.ID)
	if key == "" {
		key = strings.ToLower(p.Name)
	}
	if key == d.ID || p.Name == "" {
		return
	}
	n := about[key]
	if n == nil {
		n = &neighbour{key: key, Name: p.Name, Known: p.ID != ""}
		about[key] = n
	}
	n.About++
}

// A spanPicture is offices over time.
type spanPicture struct {
	Ticks []axisTick
	Rows  []spanRow
}

// A spanRow is the time in an office.
type spanRow struct {
	desk.Tenure
	X, Width string
	Open     bool // nobody knows of an end
}

// tenures draws times in office; nil where no day of any is known.
func tenures(list []desk.Tenure, asOf readout.Day) *spanPicture {
	var from, to readout.Day
	for _, t := range list {
		if t.From.Earliest != "" && (from == "" || t.From.Earliest < from) {
			from = t.From.Earliest
		}
		to = max(to, t.To.Latest, t.From.Latest)
	}
	if from == "" {
		return nil
	}
	to = max(to, asOf)
	sc := newScale(from, to)
	out := &spanPicture{Ticks: sc.ticks(from, to)}
	for _, t := range list {
		row := spanRow{Tenure: t, Open: t.To.Latest == ""}
		begin, end := t.From.Earliest, t.To.Latest
		if begin == "" {
			begin = from
		}
		if end == "" {
			end = to
		}
		row.X, row.Width = percent(sc.at(begin)), percent(max(.6, sc.at(end)-sc.at(begin)))
		out.Rows = append(out.Rows, row)
	}
	slices.SortStableFunc(out.Rows, func(a, b spanRow) int { return strings.Compare(string(a.From.Earliest), string(b.From.Earliest)) })
	return out
}

// A neighbour is somebody whom the actor speaks to or of, or who speaks to it.
type neighbour struct {
	key   string
	Name  string
	Known bool // by the actor files
	To    int  // statements of the actor to it
	About int  // of the newest ones, those directed at it
	From  int  // its statements to the actor
	ToS   string
	FromS string

	Label string // the name as there is room for it
	Y     int
	Width string // of the line
}

// Href is the page of a known one.
func (n *neighbour) Href() string { return "/actor/" + n.key }

// A network is an actor with those around it, those who speak to it on the left, those it
// speaks to or of on the right, the most frequent first.
type network struct {
	Left, Right []*neighbour
	All         []*neighbour // for the table
	Height, Mid int
	Label       string
}

const (
	nearRow   = 26 // pixels
	nearLabel = 22 // code points
)

func (s *Server) network(d *actorData, to, from *column.Lanes, about map[string]*neighbour) *network {
	roster, err := s.Desk.Roster()
	if err != nil {
		return nil
	}
	at := about
	get := func(l *column.Lane) *neighbour {
		n := at[l.Field.Value]
		if n == nil {
			n = &neighbour{key: l.Field.Value, Name: l.Label}
			at[l.Field.Value] = n
		}
		if a := roster.Get(l.Field.Value); a != nil {
			n.Name, n.Known = a.Name, true
		}
		return n
	}
	for i := range to.Lanes {
		n := get(&to.Lanes[i])
		n.To, n.ToS = to.Lanes[i].Count, searchText(d.Speaks+" to:"+quoted(n.key))
	}
	for i := range from.Lanes {
		n := get(&from.Lanes[i])
		n.From, n.FromS = from.Lanes[i].Count, searchText("to:"+quoted(d.ID)+" -kind:question speaker:"+quoted(n.key))
	}
	w := &network{Label: first(nearLabel, d.Name)}
	for _, n := range at {
		if n.key != d.ID {
			w.All = append(w.All, n)
		}
	}
	slices.SortFunc(w.All, func(a, b *neighbour) int {
		return strings.Compare(fmt.Sprintf("%09d%s", 999999999-(a.To+a.About+a.From), a.key), fmt.Sprintf("%09d%s", 999999999-(b.To+b.About+b.From), b.key))
	})
	w.place()
	return w
}

// place sets the nodes in two columns.
func (w *network) place() {
	most := 1
	for _, n := range w.All {
		most = max(most, n.To+n.About, n.From)
		n.Label = first(nearLabel, n.Name)
		if n.To+n.About > 0 && len(w.Right) < actorNear {
			w.Right = append(w.Right, n)
		}
		if n.From > 0 && len(w.Left) < actorNear {
			left := *n
			w.Left = append(w.Left, &left)
		}
	}
	w.Height = nearRow*max(1, len(w.Left), len(w.Right)) + 8
	w.Mid = w.Height / 2
	for _, column := range [][]*neighbour{w.Left, w.Right} {
		top := (w.Height - nearRow*len(column)) / 2
		for i, n := range column {
			n.Y = top + nearRow*i + nearRow/2
		}
	}
	for _, n := range w.Left {
		n.Width = lineWidth(n.From, most)
	}
	for _, n := range w.Right {
		n.Width = lineWidth(n.To+n.About, most)
	}
}

func lineWidth(n, most int) string { return fmt.Sprintf("%.1f", 1+4*float64(n)/float64(most)) }

// SelfTop is where the actor's own field begins.
func (w *network) SelfTop() int { return w.Mid - 15 }
