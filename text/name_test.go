package text_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/text"
)

// shown returns the names of s as "TYPE words".
func shown(d *text.Document) []string {
	var out []string
	for _, n := range d.Names {
		out = append(out, n.Type+" "+d.Text[d.Words[n.First].Start:d.Words[n.Last-1].End])
	}
	return out
}

func TestAnnotate_names(t *testing.T) {
	m := weights(t)
	tests := []struct {
		in   string
		want []string
	}{
		{"Ana Lim met Kai Voss in Paris on Monday.", []string{"PER Ana Lim", "PER Kai Voss", "LOC Paris", "DATE Monday"}},
		{"The German minister said the United Nations had agreed.", []string{"NAT German", "ORG United Nations"}},
		{"Talks lasted two weeks and cost $5 million.", []string{"DATE two weeks", "MONEY $5 million"}},
		{"", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, shown(text.Annotate(m, tt.in))); diff != "" {
			t.Errorf("names of %q (-want +got):\n%s", tt.in, diff)
		}
	}
}

func TestAnnotate_dates(t *testing.T) {
	m := weights(t)
	tests := []struct{ in, want string }{
		{"They met on 3 May 2024 in the hall.", "DATE 3 May 2024"},
		{"They met on May 3, 2024, in the hall.", "DATE May 3, 2024"},
		{"They met on Tuesday, the 3rd of May.", "DATE Tuesday, the 3rd of May"},
		{"They met in March 2019.", "DATE March 2019"},
		{"They met in 1998.", "DATE 1998"},
		{"They may march on the hall.", ""},
		{"They met last week.", "DATE last week"},
		{"They met three days ago.", "DATE three days ago"},
		{"They met in the 1990s.", "DATE the 1990s"},
		{"They met at 10:30 a.m. GMT.", "DATE 10:30 a.m. GMT"},
		{"They met yesterday morning.", "DATE yesterday morning"},
		{"They met on 2024-05-03.", "DATE 2024-05-03"},
		{"Prices rose by 3.5 percent.", "PERCENT 3.5 percent"},
		{"Prices rose by 5%.", "PERCENT 5%"},
		{"It costs 20 million euros.", "MONEY 20 million euros"},
		{"It costs €300.", "MONEY €300"},
		{"It holds 40 million barrels.", "QUANTITY 40 million barrels"},
		{"It covers 300 square kilometres.", "QUANTITY 300 square kilometres"},
		{"It has 300 rooms.", ""},
	}
	for _, tt := range tests {
		if got := strings.Join(shown(text.Annotate(m, tt.in)), "; "); got != tt.want {
			t.Errorf("names of %q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAnnotate_roles(t *testing.T) {
	m := weights(t)
	tests := []struct{ in, name, role, body string }{
		{"Harbour Department spokesperson Matthew Brun said so.", "Matthew Brun", "spokesperson", "Harbour Department"},
		{"German Foreign Minister Anna Lim said so.", "Anna Lim", "Foreign Minister", "German"},
		{"Anna Lim, the president of France, said so.", "Anna Lim", "president of France", "France"},
		{"Anna Lim said so.", "Anna Lim", "", ""},
	}
	for _, tt := range tests {
		d := text.Annotate(m, tt.in)
		words := func(first, last int) string {
			if first == last {
				return ""
			}
			return d.Text[d.Words[first].Start:d.Words[last-1].End]
		}
		i := slices.IndexFunc(d.Names, func(n text.Name) bool { return n.Type == text.Person })
		if i < 0 {
			t.Errorf("%q: no person", tt.in)
			continue
		}
		n := d.Names[i]
		got := [3]string{words(n.First, n.Last), words(n.Role.First, n.Role.Last), words(n.Body.First, n.Body.Last)}
		if want := [3]string{tt.name, tt.role, tt.body}; got != want {
			t.Errorf("%q: %q, want %q", tt.in, got, want)
		}
	}
}

// TestAnnotate_consistent asks for one type of what is written alike, and of short forms.
func TestAnnotate_consistent(t *testing.T) {
	d := text.Annotate(weights(t), "Ana Brandon spoke in Paris. Brandon had left. The International Committee of the Red Cross (ICRC) was silent. A call to ICRC went unanswered.")
	for _, want := range []string{"PER Brandon", "ORG ICRC"} {
		if !slices.Contains(shown(d), want) {
			t.Errorf("names %q, want %q among them", shown(d), want)
		}
	}
}

func TestModel_With(t *testing.T) {
	const word = "Zorvane"
	list := func(s string) (out []text.Known) {
		for at := 0; ; {
			i := strings.Index(s[at:], word)
			if i < 0 {
				return out
			}
			out = append(out, text.Known{Start: at + i, End: at + i + len(word), Kind: text.KnownPlace})
			at += i + len(word)
		}
	}
	s := word + " has signed the accord, said the minister of " + word + "."
	d := text.Annotate(weights(t).With(list), s)
	want := []string{"LOC Zorvane", "LOC Zorvane"}
	if diff := cmp.Diff(want, shown(d)); diff != "" {
		t.Errorf("names of %q (-want +got):\n%s", s, diff)
	}
}

func TestMarks(t *testing.T) {
	d := text.Annotate(nil, "The Red Council met.")
	list := func(string) []text.Known {
		return []text.Known{{Start: 4, End: 15, Kind: text.KnownOrganisation}, {Start: 16, End: 400, Kind: 99}}
	}
	org := 1 + 2*uint8(text.KnownOrganisation)
	if diff := cmp.Diff([]uint8{0, org, org + 1, 0, 0}, text.Marks(list, d)); diff != "" {
		t.Errorf("Marks (-want +got):\n%s", diff)
	}
}

// FuzzLookup asks of any list that names are in order and do not overlap.
func FuzzLookup(f *testing.F) {
	m := weights(f)
	f.Add("Ana Lim met Kai.", 0, 7, uint8(1))
	f.Add("In 3 May, 5 % of $ 3 (", -3, 99, uint8(200))
	f.Fuzz(func(t *testing.T, s string, start, end int, kind uint8) {
		list := func(string) []text.Known {
			return []text.Known{{Start: start, End: end, Kind: text.KnownKind(kind)}, {Start: end, End: start}}
		}
		checkNames(t, text.Annotate(m.With(list), s))
	})
}

// checkNames asks that names are in order, apart, within a sentence, and their roles within
// the text.
func checkNames(t *testing.T, d *text.Document) {
	t.Helper()
	last := 0
	for _, n := range d.Names {
		if n.First < last || n.Last <= n.First || n.Last > len(d.Words) || d.Words[n.First].Sentence != d.Words[n.Last-1].Sentence || n.Type == "" {
			t.Fatalf("name %+v after word %d of %d", n, last, len(d.Words))
		}
		last = n.Last
		for _, r := range []text.Range{n.Role, n.Body} {
			if r != (text.Range{}) && (r.First < 0 || r.Last <= r.First || r.Last > len(d.Words)) {
				t.Fatalf("name %+v has a part outside the text", n)
			}
		}
	}
}

// Example_names shows people with their roles.
func Example_names() {
	data, err := os.ReadFile("../models/en/en.bin") // other programs: en.Load of models/en
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := text.Load(data)
	if err != nil {
		fmt.Println(err)
		return
	}
	d := text.Annotate(m, "The spokesperson of the United Nations, Ana Lim, met Kai Brun in Paris on 3 May 2024.")
	for _, n := range d.Names {
		fmt.Print(n.Type, ":")
		for _, w := range d.Words[n.First:n.Last] {
			fmt.Print(" ", w.Form)
		}
		if n.Role != (text.Range{}) {
			fmt.Printf(" (%s)", d.Words[n.Role.First].Form)
		}
		fmt.Println()
	}
	// Output:
	// ORG: United Nations
	// PER: Ana Lim (spokesperson)
	// PER: Kai Brun
	// LOC: Paris
	// DATE: 3 May 2024
}
