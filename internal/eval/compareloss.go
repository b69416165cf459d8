package eval

import (
	"path/filepath"
	"slices"
	"strings"

	"readout/internal/account"
)

// CompareLosses count the expected rows that a comparison does not have right, by what went wrong
// first on the way from the pages to them.
type CompareLosses struct {
	Page      int `json:"page"`      // a side's words stand only on pages that were not found to tell of the event
	Statement int `json:"statement"` // no statement has them
	Event     int `json:"event"`     // statements have them that were not taken to be about the event, or to say anything
	Side      int `json:"side"`      // they stand in nobody's account, or in the other side's
	Apart     int `json:"apart"`     // the two sides' words stand in rows of their own
	Joined    int `json:"joined"`    // a row of one side alone has words of the other
	Verdict   int `json:"verdict"`   // the row is there, with another verdict
}

// Losses counts the losses of comparisons. Every one is told to diff, a line each; diff may be nil.
func Losses(dossiers []Dossier, diff func(string)) CompareLosses {
	if diff == nil {
		diff = func(string) {}
	}
	var out CompareLosses
	for i := range dossiers {
		d := &dossiers[i]
		for k := range d.Want.Rows {
			w := &d.Want.Rows[k]
			if _, ok, _ := score(&d.Got, w, map[int]bool{}); ok {
				continue
			}
			cause, name := d.lost(&out, w)
			*cause++
			diff(d.Name + ": " + w.Matter + ": " + name)
		}
	}
	return out
}

// lost returns the counter of what a row was lost by first, and its name.
func (d *Dossier) lost(out *CompareLosses, w *ExpectedRow) (*int, string) {
	sides := [][]string{w.A, w.B}
	if w.Verdict == account.OnlyA {
		sides = sides[:1]
	}
	var counters = []*int{&out.Page, &out.Statement, &out.Event, &out.Side}
	names := []string{"page", "statement", "event", "side"}
	first := len(counters)
	for side, pieces := range sides {
		if len(pieces) > 0 {
			first = min(first, d.reached(side, pieces))
		}
	}
	if first < len(counters) {
		return counters[first], names[first]
	}
	a, b := d.rowsWith(0, w.A), d.rowsWith(1, w.B)
	switch {
	case w.Verdict == account.OnlyA && !slices.ContainsFunc(a, func(i int) bool { return len(d.Got.Rows[i].B) == 0 }),
		w.Verdict == account.OnlyB && !slices.ContainsFunc(b, func(i int) bool { return len(d.Got.Rows[i].A) == 0 }):
		return &out.Joined, "joined"
	case len(w.A) > 0 && len(w.B) > 0 && w.Verdict != account.OnlyA && !slices.ContainsFunc(a, func(i int) bool { return slices.Contains(b, i) }):
		return &out.Apart, "apart"
	}
	return &out.Verdict, "verdict"
}

// rowsWith returns the rows in which a side's cells hold words.
func (d *Dossier) rowsWith(side int, pieces []string) []int {
	var out []int
	for i := range d.Got.Rows {
		cells := [][]account.Cell{d.Got.Rows[i].A, d.Got.Rows[i].B}[side]
		if held(cells, pieces) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// reached returns how far words of a side came: 0, on no page that was found; 1, in no statement;
// 2, in no cell; 3, in no cell of this side; 4, in one.
func (d *Dossier) reached(side int, pieces []string) int {
	if len(d.rowsWith(side, pieces)) > 0 {
		return 4
	}
	reached := 0
	for i := range d.given.Pages {
		rec := d.given.Pages[i].Record
		name := filepath.Base(rec.Page.Name())
		found := slices.ContainsFunc(d.Got.Pages, func(p account.PageRef) bool { return filepath.Base(p.Name) == name })
		if !found || !slices.ContainsFunc(pieces, func(p string) bool {
			return strings.Contains(plainWords(rec.Article.Text), plainWords(p))
		}) {
			continue
		}
		reached = max(reached, 1)
		var list []account.Cell
		for k := range rec.Statements {
			list = append(list, account.Cell{Statement: rec.Statements[k]})
		}
		if held(list, pieces) > 0 {
			reached = max(reached, 2)
		}
	}
	others := slices.Clone(d.Got.Others)
	for _, acc := range others {
		if held(acc.Statements, pieces) > 0 {
			reached = 3
		}
	}
	if len(d.rowsWith(1-side, pieces)) > 0 {
		reached = 3
	}
	return reached
}
