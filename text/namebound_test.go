package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBounded(t *testing.T) {
	tests := []struct {
		in          string // words, one sentence
		names, want []Name
	}{
		{"Ruvian Steel , Inc. closed", []Name{{First: 0, Last: 2, Type: Organisation}}, []Name{{First: 0, Last: 4, Type: Organisation}}},
		{"Lim Pvt. Ltd. closed", []Name{{First: 0, Last: 1, Type: Person}}, []Name{{First: 0, Last: 3, Type: Organisation}}},
		{"Ruvian Steel , LLC", []Name{{First: 0, Last: 2, Type: Organisation}, {First: 3, Last: 4, Type: Place}}, []Name{{First: 0, Last: 4, Type: Organisation}}},
		{"Ruvia , incomes fell", []Name{{First: 0, Last: 1, Type: Place}}, []Name{{First: 0, Last: 1, Type: Place}}},
		{"Ruvia ,", []Name{{First: 0, Last: 1, Type: Place}}, []Name{{First: 0, Last: 1, Type: Place}}},
		{`by " Lim , Ana " today`, []Name{{First: 2, Last: 3, Type: Place}, {First: 4, Last: 5, Type: Person}}, []Name{{First: 2, Last: 5, Type: Person}}},
		{`by Lim , Ana`, []Name{{First: 1, Last: 2, Type: Person}, {First: 3, Last: 4, Type: Person}}, []Name{{First: 1, Last: 2, Type: Person}, {First: 3, Last: 4, Type: Person}}},
		{"see Kesh.PDF now", []Name{{First: 1, Last: 2, Type: Place}}, nil},
		{"", nil, nil},
	}
	for _, tt := range tests {
		d := new(Document)
		for form := range strings.FieldsSeq(tt.in) {
			d.Words = append(d.Words, Word{Form: form})
		}
		d.Sentences = []Sentence{{First: 0, Last: len(d.Words)}}
		got := append([]Name(nil), bounded(d, tt.names)...)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("names of %q (-want +got):\n%s", tt.in, diff)
		}
	}
}
