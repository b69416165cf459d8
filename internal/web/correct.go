package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"readout"
	"readout/internal/access"
	"readout/internal/correct"
	"readout/internal/desk"
)

// What forms call many corrections of speakers, or of issues, at once; the log has each.
const (
	splitSpeaker correct.Kind = "split-speaker"
	splitIssue   correct.Kind = "split-issue"
)

// correct takes a correction from a form and goes back to where it was made.
func (s *Server) correct(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	c, err := correctionOf(r)
	switch {
	case err != nil:
	case c.Kind == splitSpeaker, c.Kind == splitIssue:
		_, err = s.Desk.Split(r.Context(), c, r.PostForm.Get("q"), s.Now())
	default:
		_, err = s.Desk.Correct(r.Context(), c, s.Now())
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, local(r.FormValue("back")), http.StatusSeeOther)
}

func correctionOf(r *http.Request) (desk.Correction, error) {
	if err := r.ParseForm(); err != nil {
		return desk.Correction{}, fmt.Errorf("the form cannot be read: %w", readout.ErrInvalid)
	}
	f := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	c := desk.Correction{Kind: correct.Kind(f("kind")), Who: access.Of(r.Context()).Name, Why: f("why"), Statement: readout.StatementID(f("statement")),
		Page: readout.PageID(f("page")), Speaker: f("speaker"), Issues: words(f("issues")), Event: readout.EventID(f("event")), From: f("from")}
	for _, id := range words(f("others")) {
		c.Others = append(c.Others, readout.EventID(id))
	}
	if c.Kind == correct.Undo {
		n, err := strconv.ParseInt(f("undoes"), 10, 64)
		if err != nil {
			return c, fmt.Errorf("entry %q is no number: %w", f("undoes"), readout.ErrInvalid)
		}
		c.Undoes = n
	}
	if c.Kind == correct.Date && f("date") != "" {
		days, ok := desk.Days(f("date"))
		if !ok {
			return c, fmt.Errorf("date %q: give a day, month or year, such as 2024-03-03 or 2024-03..2024-05: %w", f("date"), readout.ErrInvalid)
		}
		c.Date = readout.Interval{Earliest: days.From, Latest: days.To}
	}
	return c, nil
}

// words are what a field holds, with commas or spaces between them.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' || r == '\r' })
}

// corrections shows the log, the last entry first.
func (s *Server) corrections(r *http.Request) (*view, error) {
	log, err := s.Desk.Store.CorrectionLog(r.Context(), 0)
	return &view{name: "corrections", title: "Corrections", nav: "corrections", data: log}, err
}

// correctionFile is the log as JSON Lines, the first entry first.
func (s *Server) correctionFile(w http.ResponseWriter, r *http.Request) {
	log, err := s.Desk.Store.CorrectionLog(r.Context(), 0)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/jsonl; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="corrections.jsonl"`)
	_ = correct.WriteLog(w, log) // a reader that has gone does not matter
}

// removed shows a statement that somebody took out of the record, where one of that id was.
func (s *Server) removed(r *http.Request, id readout.StatementID, notFound error) (*view, error) {
	if !errors.Is(notFound, readout.ErrNotFound) {
		return nil, notFound
	}
	log, err := s.Desk.Store.CorrectionLog(r.Context(), 0)
	if err != nil {
		return nil, err
	}
	for i := range log {
		c := &log[i]
		if c.Kind == correct.Wrong && c.Undone == 0 && c.Where.ID == string(id) && c.Old.Statement != nil {
			return &view{name: "removed", title: "Taken out", nav: "search", status: http.StatusGone, data: c}, nil
		}
	}
	return nil, notFound
}

// correctionWords say what an entry of the log changed.
func correctionWords(c correct.Correction) string {
	party := func(p *readout.Party) string {
		if p == nil {
			return "nobody"
		}
		return p.Name
	}
	list := func(l []string) string {
		if len(l) == 0 {
			return "none"
		}
		return strings.Join(l, ", ")
	}
	switch c.Kind {
	case correct.Speaker, correct.MergeSpeaker:
		return fmt.Sprintf("%s → %s", party(c.Old.Speaker), party(c.New.Speaker))
	case correct.Issues, correct.MergeIssue:
		return fmt.Sprintf("%s → %s", list(c.Old.Issues), list(c.New.Issues))
	case correct.Event:
		return fmt.Sprintf("event %s → %s", orNone(c.Old.Event), orNone(c.New.Event))
	case correct.Wrong:
		return "taken out"
	case correct.Date:
		return fmt.Sprintf("%s → %s", dayOrNone(c.Old.Date), dayOrNone(c.New.Date))
	case correct.Same:
		return "one event with " + plural(len(c.Others), "other")
	case correct.Apart:
		return "not one event with " + plural(len(c.Others), "other")
	case correct.Undo:
		return fmt.Sprintf("takes back entry %d", c.Undoes)
	}
	return string(c.Kind)
}

func orNone(id readout.EventID) string {
	if id == "" {
		return "none"
	}
	return string(id)
}

func dayOrNone(i *readout.Interval) string {
	if i == nil || i.String() == "" {
		return "not known"
	}
	return daysOf(*i)
}

// correctionKinds name the kinds of correction for people.
var correctionKinds = map[correct.Kind]string{
	correct.Speaker: "Speaker", correct.Wrong: "Wrong statement", correct.Issues: "Issues", correct.Event: "Event of a statement", correct.Date: "Day of a page",
	correct.Same: "One event", correct.Apart: "Two events", correct.MergeSpeaker: "Speakers are one", correct.MergeIssue: "Issues are one", correct.Undo: "Taken back",
}
