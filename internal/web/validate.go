package web

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"

	"readout"
	"readout/internal/access"
	"readout/internal/column"
	"readout/internal/store"
)

// maxDrawn is how many statements are drawn at most, and perSheet how many are judged on a
// page.
const (
	maxDrawn = 2000
	perSheet = 20
)

// The verdicts on a statement.
const (
	judgedRight   = "right"
	judgedSpeaker = "wrong-speaker"
	judgedWords   = "wrong-words"
	judgedNone    = "no-statement"
)

var verdicts = []struct{ Name, Label string }{
	{judgedRight, "Right"}, {judgedSpeaker, "Wrong speaker"}, {judgedWords, "Wrong words"}, {judgedNone, "No statement"},
}

// drawings lists the samples, and draws new ones.
func (s *Server) drawings(r *http.Request) (*view, error) {
	list, err := s.Desk.Store.Drawings(r.Context())
	return &view{name: "drawings", title: "How many are right?", nav: "corrections", data: list}, err
}

// draw makes a sample of what a query finds.
func (s *Server) draw(w http.ResponseWriter, r *http.Request) {
	id, err := s.drawOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/validate/"+id, http.StatusSeeOther)
}

func (s *Server) drawOf(r *http.Request) (string, error) {
	ctx := r.Context()
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil || n < 1 || n > maxDrawn {
		return "", fmt.Errorf("%q statements: draw 1 to %d: %w", r.FormValue("n"), maxDrawn, readout.ErrInvalid)
	}
	q, err := s.Desk.Query(r.FormValue("q"))
	if err != nil {
		return "", err
	}
	table, err := s.Desk.Columns(ctx)
	if err != nil {
		return "", err
	}
	found, err := table.Find(ctx, column.Ask{Query: q})
	if err != nil {
		return "", err
	}
	if found.Count == 0 {
		return "", fmt.Errorf("there is no statement to draw from: %w", readout.ErrNotFound)
	}
	seed := s.Now().UnixNano()
	numbers := found.Newest(0, found.Count)
	rand.New(rand.NewPCG(uint64(seed), 0)).Shuffle(len(numbers), func(i, j int) { numbers[i], numbers[j] = numbers[j], numbers[i] })
	hits, err := s.Desk.Store.Hits(ctx, numbers[:min(n, len(numbers))])
	if err != nil {
		return "", err
	}
	var ids []readout.StatementID
	for i := range hits {
		ids = append(ids, hits[i].Statement.ID)
	}
	d := store.Drawing{ID: strconv.FormatInt(seed, 36), Query: r.FormValue("q"), Found: found.Count, Seed: seed, Who: access.Of(ctx).Name, Created: s.Now().UTC().Format(time.RFC3339)}
	return d.ID, s.Desk.Store.Draw(ctx, d, ids)
}

// A validation is a sample with what was found of it.
type validation struct {
	store.Drawing
	Rows           []judged
	Page, Pages    int
	Right, Speaker rate // of those judged: all of it right; found and with the right speaker or not
	Words          rate // of those judged: a statement with the right words
	Verdicts       []struct{ Name, Label string }
}

type judged struct {
	N       int
	Hit     *store.Hit // nil where the record does not hold it any more
	ID      readout.StatementID
	Verdict string
}

// A rate is a part of a number, with the interval in which the true share lies in 95 of 100
// cases (Wilson 1927, the score interval).
type rate struct{ N, Of int }

// Percent is the rate itself.
func (r rate) Percent() string { return percentOf(float64(r.N) / float64(max(r.Of, 1))) }

// Low and High are the ends of the interval.
func (r rate) Low() string  { low, _ := wilson(r.N, r.Of); return percentOf(low) }
func (r rate) High() string { _, high := wilson(r.N, r.Of); return percentOf(high) }

func percentOf(f float64) string { return fmt.Sprintf("%.1f", 100*f) }

func wilson(n, of int) (low, high float64) {
	if of == 0 {
		return 0, 1
	}
	const z = 1.96
	p, m := float64(n)/float64(of), float64(of)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, mid-half), min(1, mid+half)
}

// validate shows a part of a sample to judge, and the figures so far.
func (s *Server) validate(r *http.Request) (*view, error) {
	ctx := r.Context()
	d, ids, err := s.Desk.Store.Drawing(ctx, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	list, err := s.Desk.Store.Judgements(ctx, d.ID)
	if err != nil {
		return nil, err
	}
	last := make(map[string]string)
	for _, j := range list {
		last[j.Statement] = j.Verdict
	}
	v := &validation{Drawing: d, Verdicts: verdicts, Pages: (len(ids) + perSheet - 1) / perSheet}
	for _, verdict := range last {
		v.count(verdict)
	}
	v.Page, _ = strconv.Atoi(r.FormValue("page"))
	v.Page = min(max(v.Page, 1), max(v.Pages, 1))
	from := (v.Page - 1) * perSheet
	for i, id := range ids[from:min(from+perSheet, len(ids))] {
		row, err := s.judged(ctx, id)
		if err != nil {
			return nil, err
		}
		row.N, row.Verdict = from+i+1, last[string(id)]
		v.Rows = append(v.Rows, row)
	}
	return &view{name: "validate", title: "How many are right?", nav: "corrections", data: v}, nil
}

func (s *Server) judged(ctx context.Context, id readout.StatementID) (judged, error) {
	h, err := s.Desk.Store.Statement(ctx, id)
	if errors.Is(err, readout.ErrNotFound) {
		return judged{ID: id}, nil
	}
	return judged{ID: id, Hit: &h}, err
}

func (v *validation) count(verdict string) {
	v.Right.Of++
	v.Words.Of++
	if verdict == judgedRight {
		v.Right.N++
	}
	if verdict == judgedRight || verdict == judgedSpeaker {
		v.Words.N++
		v.Speaker.Of++
	}
	if verdict == judgedRight {
		v.Speaker.N++
	}
}

// judge keeps a judgement and goes on.
func (s *Server) judge(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 16<<10)
	ctx := r.Context()
	j := store.Judgement{Sample: r.PathValue("id"), Statement: r.FormValue("statement"), Verdict: r.FormValue("verdict"),
		Who: access.Of(ctx).Name, At: s.Now().UTC().Format(time.RFC3339)}
	_, ids, err := s.Desk.Store.Drawing(ctx, j.Sample)
	switch {
	case err != nil:
	case !slices.Contains(ids, readout.StatementID(j.Statement)):
		err = fmt.Errorf("statement %q was not drawn: %w", j.Statement, readout.ErrInvalid)
	case !slices.ContainsFunc(verdicts, func(v struct{ Name, Label string }) bool { return v.Name == j.Verdict }):
		err = fmt.Errorf("there is no verdict %q: %w", j.Verdict, readout.ErrInvalid)
	default:
		err = s.Desk.Store.Judge(ctx, j)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, local(r.FormValue("back")), http.StatusSeeOther)
}
