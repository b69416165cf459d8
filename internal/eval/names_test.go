package eval

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/text"
)

func TestReadNames(t *testing.T) {
	want := []text.Name{{First: 0, Last: 2, Type: text.Person}, {First: 3, Last: 4, Type: text.Place}, {First: 4, Last: 5, Type: text.Place}}
	tests := []struct{ name, in string }{
		{"word and tag", "Ana\tB-person\nLim\tI-person\nleft\tO\nRuvia\tB-country\n\nOde\tB-country\nDay\tB-event\n"},
		{"without B", "-DOCSTART- O\n\nAna I-PER\nLim I-PER\nleft O\nRuvia I-LOC\n\nOde I-LOC\nDay I-MISC\n"},
		{"three columns", "# text = Ana\n1\tAna\tB-PER\t-\n2\tLim\tI-PER\n3\tleft\tO\n4\tRuvia\tB-LOC\n\n1\tOde\tB-LOC\n2\t#\tO"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs, err := readNames(strings.NewReader("# newdoc\n" + tt.in))
			if err != nil || len(docs) != 1 {
				t.Fatal(docs, err)
			}
			d := docs[0]
			if diff := cmp.Diff(want, d.Names); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
			if len(d.Sentences) != 2 || d.Sentences[1].First != 4 {
				t.Errorf("sentences %v", d.Sentences)
			}
		})
	}
	if _, err := readNames(strings.NewReader("alone\n")); !errors.Is(err, readout.ErrInvalid) {
		t.Errorf("a word without a tag: %v", err)
	}
}

func nm(first, last int, kind string) text.Name {
	return text.Name{First: first, Last: last, Type: kind}
}

func TestNameSum(t *testing.T) {
	gold := []text.Name{nm(0, 2, text.Person), nm(3, 4, text.Place), nm(5, 6, text.Organisation), nm(8, 9, text.Place)}
	guess := []text.Name{nm(0, 2, text.Person), nm(3, 4, text.Organisation), nm(5, 7, text.Organisation), nm(8, 9, text.Place), nm(9, 10, "DATE")}
	var sum nameSum
	sum.add(gold, guess)
	got := sum.scores()
	want := NameScores{Names: 4, F1: 50, Precision: 50, Recall: 50, Per: 100, Org: 0, Loc: 200. / 3}
	if math.Abs(got.Loc-want.Loc) > 1e-9 {
		t.Errorf("loc %v, want %v", got.Loc, want.Loc)
	}
	if got.Loc = want.Loc; got != want {
		t.Errorf("scores = %+v, want %+v", got, want)
	}
}
