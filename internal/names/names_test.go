package names

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// example reads "Ana/PER Lim/PER left Ruvia/LOC": names are runs of one type.
func example(s string) Example {
	var ex Example
	last := -1
	for i, field := range strings.Fields(s) {
		form, kind, _ := strings.Cut(field, "/")
		ex.Forms, ex.Tags = append(ex.Forms, form), append(ex.Tags, "X")
		ex.Dense = append(ex.Dense, float32(len(form)))
		at := -1
		for k, t := range Types {
			if t == kind {
				at = k
			}
		}
		switch {
		case at < 0:
		case at == last:
			ex.Names[len(ex.Names)-1].Last = i + 1
		default:
			ex.Names = append(ex.Names, Span{i, i + 1, at})
		}
		last = at
	}
	return ex
}

func learnt() *Model {
	var all []Example
	for _, person := range []string{"Ana/PER Lim/PER", "Ode/PER", "Kai/PER Brun/PER"} {
		for _, place := range []string{"Ruvia/LOC", "Port/LOC Ost/LOC", "Kesh/LOC"} {
			all = append(all, example(fmt.Sprintf("%s left %s with the Red/ORG Council/ORG .", person, place)),
				example(fmt.Sprintf("In %s , %s met the minister .", place, person)))
		}
	}
	return Train(all, 1, Options{Bits: 12, Rounds: 12, Seed: 1})
}

func TestModel_Find(t *testing.T) {
	m := learnt()
	var w Work
	for _, in := range []string{
		"Ode/PER met the minister .",
		"Kai/PER Lim/PER left Kesh/LOC with the Red/ORG Council/ORG .",
		"the minister .",
		"",
	} {
		ex := example(in)
		if diff := cmp.Diff(ex.Names, m.Find(&w, &ex.Sentence, nil)); diff != "" {
			t.Errorf("Find(%q) (-want +got):\n%s", in, diff)
		}
	}
}

func TestCollect(t *testing.T) {
	got := collect(nil, []uint8{0, 1, 2, 1, 3, 4, 4, 0})
	want := []Span{{1, 3, 0}, {3, 4, 0}, {4, 7, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("collect (-want +got):\n%s", diff)
	}
}

func TestGroup(t *testing.T) {
	vectors := []float32{1, 0, 2, 0.1, 5, 0.3, -1, 0, -5, 0.2, -2, 0.1}
	g := Group(vectors, 2, 2, 5, 4)
	for i := range 3 {
		if g[i] != g[0] || g[3+i] == g[0] {
			t.Fatalf("Group = %v, want the first three apart from the others", g)
		}
	}
}
