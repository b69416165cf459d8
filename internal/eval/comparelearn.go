package eval

import (
	"slices"

	"readout/internal/account"
)

// Aligner learns from dossiers which statements are about one matter: those that hold words of
// one expected row are, and of others those are not of which one holds words of a row.
func Aligner(dossiers []Dossier) *account.Aligner { return learnt(examplesOf(dossiers), -1) }

// LeaveOneOut makes each dossier's comparisons anew with what the others teach.
func LeaveOneOut(dossiers []Dossier) {
	list := examplesOf(dossiers)
	for k := range dossiers {
		dossiers[k].compare(learnt(list, k))
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
