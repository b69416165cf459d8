package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"readout"
	"readout/internal/column"
	"readout/internal/desk"
	"readout/internal/position"
	"readout/internal/query"
)

// How much of an issue is read and shown at once.
const (
	issueRead  = 80  // statements whose wording is read, the newest ones
	issueMarks = 120 // statements that are drawn one by one
	issueLanes = 8
	issueShown = 40 // statements of the list on a page
)

// An positionData is the page of an issue.
type positionData struct {
	ID       string
	Ask      issueAsk
	By       query.Name // what lanes are
	ByOther  choice
	Position desk.Position
	Strip    *strip
	Lanes    *column.Lanes
	Rows     []laneRow
	List     []position.Cite
	Newer    string // addresses of other parts of the list, or ""
	Older    string
	First    int // of List, from 1
	Recur    []position.Formula
	Once     int
	Whole    string // address without a period, where there is one
	Searches string // address of the search for these statements
}

// An issueAsk is what the address asks for.
type issueAsk struct{ Speaker, Side, From, To, Phrase string }

// A laneRow is a lane in figures.
type laneRow struct {
	column.Lane
	Href   string // the page for this one alone
	Search string // the search for exactly these statements
}

// position shows how words on an issue were put over time.
func (s *Server) position(r *http.Request) (*view, error) {
	ctx := r.Context()
	d := &positionData{ID: r.PathValue("id"), Ask: issueAsk{r.FormValue("speaker"), r.FormValue("side"), r.FormValue("from"), r.FormValue("to"), r.FormValue("phrase")}}
	var err error
	d.Position, err = s.Desk.Position(ctx, desk.PositionQuery{Issue: d.ID, Speaker: d.Ask.Speaker, Side: d.Ask.Side, Phrase: d.Ask.Phrase,
		Period: desk.Period{From: d.Ask.From, To: d.Ask.To}, Newest: issueRead, Quick: true})
	if err != nil {
		return nil, err
	}
	if err := s.issueLanes(ctx, d, r.FormValue("by")); err != nil {
		return nil, err
	}
	if d.Ask.From+d.Ask.To != "" {
		whole := d.Ask
		whole.From, whole.To = "", ""
		d.Whole = d.address(whole, "")
	}
	d.draw()
	d.list(r.FormValue("at"))
	d.formulas()
	return &view{name: "position", title: d.Position.Name, nav: "issues", data: d, head: feedLinks("/feed", url.Values{"q": {d.query()}})}, nil
}

// issueLanes counts by side or speaker.
func (s *Server) issueLanes(ctx context.Context, d *positionData, by string) error {
	d.By = query.Side
	if by == "speaker" || by == "" && d.Ask.Speaker+d.Ask.Side != "" {
		d.By = query.Speaker
	}
	if d.By == query.Side {
		d.ByOther = choice{Label: "by speaker", Href: d.address(d.Ask, "speaker")}
	} else {
		d.ByOther = choice{Label: "by side", Href: d.address(d.Ask, "side")}
	}
	q, err := s.Desk.Query(d.query())
	if err != nil {
		return err
	}
	if d.Lanes, err = s.lanes(ctx, q, d.By, issueLanes); err != nil {
		return err
	}
	d.Position.LeftOut = d.Lanes.Undated
	for _, l := range d.Lanes.Lanes {
		ask := d.Ask
		if d.By == query.Side {
			l.Field.Value, l.Label = s.sideNamed(l.Field.Value)
			ask.Side = l.Field.Value
		} else {
			ask.Speaker = l.Field.Value
		}
		d.Rows = append(d.Rows, laneRow{l, d.address(ask, ""), searchText(d.query() + " " + string(d.By) + ":" + quoted(l.Field.Value))})
	}
	d.Searches = searchText(d.query())
	return nil
}

// query is what finds the statements, as one types it.
func (d *positionData) query() string {
	q := "issue:" + quoted(d.ID) + " -kind:question"
	if d.Ask.Speaker != "" {
		q += " speaker:" + quoted(d.Ask.Speaker)
	}
	if d.Ask.Side != "" {
		q += " side:" + quoted(d.Ask.Side)
	}
	if d.Ask.From+d.Ask.To != "" {
		q += " date:" + d.Ask.From + ".." + d.Ask.To
	}
	return q
}

func searchText(q string) string { return "/search?" + url.Values{"q": {q}}.Encode() }

func (d *positionData) address(a issueAsk, by string) string {
	v := url.Values{}
	for name, value := range map[string]string{"speaker": a.Speaker, "side": a.Side, "from": a.From, "to": a.To, "phrase": a.Phrase, "by": by} {
		if value != "" {
			v.Set(name, value)
		}
	}
	path := "/issue/" + url.PathEscape(d.ID)
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// draw makes the picture: of the statements one by one where they are few, else of amounts.
func (d *positionData) draw() {
	from, to := d.Lanes.All.From, d.Lanes.All.To
	if from == "" {
		return
	}
	d.Strip = &strip{From: from, To: to, Bars: d.Lanes.All.Count > issueMarks || d.Position.Bounded}
	if p, ok := desk.Days(d.Ask.From + ".." + d.Ask.To); ok {
		d.Strip.From, d.Strip.To = cmp.Or(p.From, from), cmp.Or(p.To, to)
	}
	sc := newScale(d.Strip.From, d.Strip.To)
	d.Strip.Ticks = sc.ticks(d.Strip.From, d.Strip.To)
	defer d.turns(sc)
	if d.Strip.Bars {
		d.drawBars(sc)
		return
	}
	taken := make(map[readout.StatementID]bool)
	for _, row := range d.Rows {
		d.lane(sc, row.Label, row.Href, taken, func(p *readout.Party) bool { return d.in(&row, p) })
	}
	d.lane(sc, "others", "", taken, func(*readout.Party) bool { return true })
}

// turns draws below the lanes where a wording changed: the first use of each new one, which
// leads to the two wordings.
func (d *positionData) turns(sc scale) {
	var dots []dot
	for i, c := range d.Position.Changes[:min(len(d.Position.Changes), turnsShown)] {
		if c.New.Said.Earliest < d.Strip.From || c.New.Said.Latest > d.Strip.To {
			continue
		}
		dots = append(dots, dot{c.New.Said, turn, fmt.Sprintf("#change-%d", i+1),
			fmt.Sprintf("%s, %s: from %q to %q", c.New.Said, speaker(c.New.Speaker), first(60, c.Old.Words), first(60, c.New.Words))})
	}
	if len(dots) == 0 {
		return
	}
	l := stripLane{Name: "new wording", Count: len(dots)}
	sc.marks(&l, dots)
	d.Strip.Lanes = append(d.Strip.Lanes, l)
	d.Strip.Turns = true
}

// in reports whether a speaker belongs to a lane.
func (d *positionData) in(row *laneRow, p *readout.Party) bool {
	switch {
	case p == nil:
		return false
	case d.By == query.Side:
		return strings.EqualFold(string(p.Side), row.Field.Value)
	}
	return string(p.ID) == row.Field.Value || p.ID == "" && strings.EqualFold(p.Name, row.Label)
}

// lane draws the statements of a lane that stand in none before.
func (d *positionData) lane(sc scale, name, href string, taken map[readout.StatementID]bool, in func(*readout.Party) bool) {
	l := stripLane{Name: name, Href: href}
	var dots []dot
	for i := range d.Position.Timeline {
		c := &d.Position.Timeline[i]
		if taken[c.Statement] || !in(c.Speaker) {
			continue
		}
		taken[c.Statement] = true
		dots = append(dots, dot{c.Said, c.Kind, "/statement/" + url.PathEscape(string(c.Statement)),
			fmt.Sprintf("%s, %s, %s: %s", c.Said, speaker(c.Speaker), c.Kind, first(90, c.Words))})
	}
	if len(dots) == 0 && href == "" {
		return
	}
	l.Count = len(dots)
	sc.marks(&l, dots)
	d.Strip.Lanes = append(d.Strip.Lanes, l)
}

// maxBars is how many bars a picture has at most.
const maxBars = 72

func (d *positionData) drawBars(sc scale) {
	each := (len(d.Lanes.Bars) + maxBars - 1) / maxBars
	d.Strip.Unit = string(d.Lanes.Unit)
	if each > 1 {
		d.Strip.Unit = plural(each, d.Strip.Unit)
	}
	highest := 1
	for _, row := range d.Rows {
		for _, k := range together(row.Bars, each) {
			highest = max(highest, k.Sum())
		}
	}
	for _, row := range d.Rows {
		l := stripLane{Name: row.Label, Href: row.Href, Count: row.Count}
		sc.blocks(&l, d.Lanes.Bars, together(row.Bars, each), each, highest)
		d.Strip.Lanes = append(d.Strip.Lanes, l)
	}
	for i, k := range together(d.Lanes.All.Bars, each) {
		if k.Sum() == 0 {
			continue
		}
		ask := d.Ask
		from, to := d.Lanes.Bars[i*each].From, d.Lanes.Bars[min((i+1)*each, len(d.Lanes.Bars))-1].To
		ask.From, ask.To = string(from), string(to)
		x := sc.at(from)
		d.Strip.Zooms = append(d.Strip.Zooms, zoom{percent(x), percent(sc.at(to.Add(1)) - x), d.address(ask, ""), stretch(from, to) + ": " + plural(k.Sum(), "statement")})
	}
}

// list takes the part of the statements that the page shows, the newest first.
func (d *positionData) list(at string) {
	n, _ := strconv.Atoi(at) // anything else is the beginning
	newest := slices.Clone(d.Position.Timeline)
	slices.Reverse(newest)
	n = max(0, min(n, len(newest)))
	d.First = n + 1
	d.List = newest[n:min(n+issueShown, len(newest))]
	to := func(at int) string {
		a := d.address(d.Ask, "")
		if at == 0 {
			return a
		}
		if strings.Contains(a, "?") {
			return fmt.Sprintf("%s&at=%d", a, at)
		}
		return fmt.Sprintf("%s?at=%d", a, at)
	}
	if n > 0 {
		d.Newer = to(max(0, n-issueShown))
	}
	if n+issueShown < len(newest) {
		d.Older = to(n + issueShown)
	}
}

// formulas keeps those that were used more than once.
func (d *positionData) formulas() {
	for _, f := range d.Position.Formulas {
		if f.N > 1 {
			d.Recur = append(d.Recur, f)
		} else {
			d.Once++
		}
	}
}

// Last is the place of the last statement that is shown.
func (d *positionData) Last() int { return d.First + len(d.List) - 1 }

// Repeats is how many statements are those of other pages again.
func (d *positionData) Repeats() int { return d.Lanes.All.Count - d.Position.Statements }
