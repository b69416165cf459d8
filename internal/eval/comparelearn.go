package eval

import (
	"slices"

	"readout/internal/account"
)

// Aligner learns from dossiers which statements are about one matter: those that hold words of
// one expected row are, and of others those are not of which one holds words of a row. Pairs of
// sentences teach as well; see [PairReader.Examples].
func Aligner(dossiers []Dossier, pairs [][]account.Example) *account.Aligner {
	return learnt(append(examplesOf(dossiers), pairs...), Everyone)
}

// LeaveOneOut makes each dossier's comparisons anew with what the others and pairs teach.
func LeaveOneOut(dossiers []Dossier, pairs [][]account.Example, ruled [][]account.Ruling) {
	list := append(examplesOf(dossiers), pairs...)
	rulings := append(Rulings(dossiers), ruled...)
	for k := range dossiers {
		dossiers[k].compare(learnt(list, k), Judge(rulings, k))
	}
}

// examplesOf returns the examples of each dossier.
func examplesOf(dossiers []Dossier) [][]account.Example {
	out := make([][]account.Example, len(dossiers))
	for k := range dossiers {
		d := &dossiers[k]
		for _, p := range account.Pairs(d.given) {
			a, b := d.rowsOf(&p.A, p.OfA), d.rowsOf(&p.B, p.OfB)
			if len(a)+len(b) > 0 {
				same := slices.ContainsFunc(a, func(row int) bool { return slices.Contains(b, row) })
				out[k] = append(out[k], account.Example{X: p.X, Across: p.OfA != p.OfB, Same: same})
			}
		}
	}
	return out
}

// learnt is what all examples teach but those of one dossier.
func learnt(list [][]account.Example, but int) *account.Aligner {
	var out []account.Example
	for k := range list {
		if k != but {
			out = append(out, list[k]...)
		}
	}
	return account.Learn(out)
}

// rowsOf returns the expected rows of which a statement holds words.
func (d *Dossier) rowsOf(c *account.Cell, ofA bool) []int {
	var out []int
	for i := range d.Want.Rows {
		pieces := d.Want.Rows[i].B
		if ofA {
			pieces = d.Want.Rows[i].A
		}
		if held([]account.Cell{*c}, pieces) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// rulings are the rows of a dossier that two sides speak of, with what shows the verdict that is
// expected of them.
func (d *Dossier) rulings() []account.Ruling {
	var out []account.Ruling
	for _, got := range account.Judgings(d.given) {
		for i := range d.Want.Rows {
			w := &d.Want.Rows[i]
			if w.Verdict != account.OnlyA && w.Verdict != account.OnlyB && held(got.Row.A, w.A) > 0 && held(got.Row.B, w.B) > 0 {
				out = append(out, account.Ruling{X: got.X, Want: w.Verdict})
				break
			}
		}
	}
	return out
}

// Rulings are what dossiers teach a judge, each for itself.
func Rulings(dossiers []Dossier) [][]account.Ruling {
	out := make([][]account.Ruling, len(dossiers))
	for k := range dossiers {
		out[k] = dossiers[k].rulings()
	}
	return out
}

// Everyone stands for the one that is left out where all are learnt from.
const Everyone = -1

// Judge learns from rulings, but for those of one; for all with [Everyone].
func Judge(list [][]account.Ruling, but int) *account.Judge {
	var out []account.Ruling
	for k := range list {
		if k != but {
			out = append(out, list[k]...)
		}
	}
	return account.LearnJudge(out)
}
