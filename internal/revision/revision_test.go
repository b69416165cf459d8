package revision

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"readout"
)

func TestWords(t *testing.T) {
	tests := []struct {
		name, before, after string
		want                []Edit
	}{
		{"nothing", "We will sign.", "We will sign.", []Edit{{Same, "We will sign."}}},
		{"case and marks", "We will sign.", "“we will sign”", []Edit{{Same, "“we will sign”"}}},
		{"a word", "We will sign soon", "We shall sign soon", []Edit{{Same, "We"}, {Removed, "will"}, {Added, "shall"}, {Same, "sign soon"}}},
		{"a word taken out", "We will not sign", "We will sign", []Edit{{Same, "We will"}, {Removed, "not"}, {Same, "sign"}}},
		{"all", "one", "two", []Edit{{Removed, "one"}, {Added, "two"}}},
		{"from nothing", "", "two words", []Edit{{Added, "two words"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, Words(tt.before, tt.after)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestText(t *testing.T) {
	before := "The ministers met.\n\nLim said the talks were useful and frank.\n\nA bridge is being built."
	after := "The ministers met.\n\nLim said the talks were useful.\n\nShe left at noon.\n\nA bridge is being built."
	want := []Passage{
		{Edits: []Edit{{Same, "Lim said the talks were useful."}, {Removed, "and frank."}}},
		{Edits: []Edit{{Added, "She left at noon."}}},
	}
	if diff := cmp.Diff(want, Text(before, after)); diff != "" {
		t.Error(diff)
	}
}

func TestCompare_statements(t *testing.T) {
	say := func(id, who, words string) readout.Statement {
		return readout.Statement{ID: readout.StatementID(id), Kind: readout.Direct, Speaker: &readout.Party{Name: who}, Content: readout.List[readout.Span]{{Text: words}}}
	}
	before := &readout.Record{Statements: []readout.Statement{say("a", "Lim", "“Never.”"), say("b", "Lim", "“Soon.”")}}
	after := &readout.Record{Statements: []readout.Statement{say("c", "Lim", "“soon”"), say("d", "Orlec", "“Never.”")}}
	d := Compare(before, after)
	if len(d.Removed) != 1 || d.Removed[0].ID != "a" || len(d.Added) != 1 || d.Added[0].ID != "d" {
		t.Errorf("removed %v, added %v; want a and d", d.Removed, d.Added)
	}
}

// The steps give both lists again, and their number is that of a plain table.
func TestDiff(t *testing.T) {
	word := rapid.SampledFrom([]string{"a", "b", "c"})
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SliceOfN(word, 0, 30).Draw(t, "a"), rapid.SliceOfN(word, 0, 30).Draw(t, "b")
		var x, y []string
		edits := 0
		i := 0
		for _, s := range diff(a, b) {
			switch s.op {
			case Same:
				x, y = append(x, a[i]), append(y, b[s.at])
				if a[i] != b[s.at] {
					t.Fatalf("%q is not %q", a[i], b[s.at])
				}
				i++
			case Removed:
				x = append(x, a[s.at])
				i++
				edits++
			case Added:
				y = append(y, b[s.at])
				edits++
			}
		}
		if strings.Join(x, "") != strings.Join(a, "") || strings.Join(y, "") != strings.Join(b, "") {
			t.Fatalf("diff(%v, %v) gives %v and %v", a, b, x, y)
		}
		if want := distance(a, b); edits != want {
			t.Fatalf("diff(%v, %v) has %d steps, want %d", a, b, edits, want)
		}
	})
}

func distance(a, b []string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		last := row[0]
		row[0] = i + 1
		for j := range b {
			cur := row[j+1]
			if a[i] == b[j] {
				row[j+1] = last
			} else {
				row[j+1] = 1 + min(row[j], cur)
			}
			last = cur
		}
	}
	return row[len(b)]
}

func TestDiff_bounded(t *testing.T) {
	a, b := strings.Fields(strings.Repeat("a ", 20_000)), strings.Fields(strings.Repeat("b ", 20_000))
	if n := len(diff(a, b)); n != 40_000 {
		t.Errorf("%d steps, want all removed and added", n)
	}
}
