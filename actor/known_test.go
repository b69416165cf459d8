package actor_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/actor"
	"readout/text"
)

func TestRoster_Known(t *testing.T) {
	r, err := actor.Load(nil, actor.File{Name: "invented.toml", Data: []byte(invented)})
	if err != nil {
		t.Fatal(err)
	}
	type known struct {
		name string
		kind text.KnownKind
	}
	tests := []struct {
		in   string
		want []known
	}{
		{"Velmar left the League of Oceans.", []known{{"Velmar", text.KnownPlace}, {"League of Oceans", text.KnownOrganisation}}},
		{"Velmari ships", []known{{"Velmari", text.KnownNationality}}},
		{"the External Department", []known{{"External Department", text.KnownOrganisation}}},
		{"nobody", nil},
		{"", nil},
	}
	for _, tt := range tests {
		var got []known
		for _, k := range r.Known(tt.in) {
			got = append(got, known{tt.in[k.Start:k.End], k.Kind})
		}
		if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(known{})); diff != "" {
			t.Errorf("Known(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
	at := 0
	const s = "The Velmari President and the Velmari Prime Minister met in Ostrava Bay."
	for _, k := range r.Known(s) {
		if k.Start < at || k.End <= k.Start || k.End > len(s) {
			t.Errorf("%+v after byte %d", k, at)
		}
		at = k.End
	}
}

func TestRoster_Fact(t *testing.T) {
	r, err := actor.Load(nil, actor.File{Name: "invented.toml", Data: []byte(invented)})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		in   string
		want text.Fact
	}{
		{"Velmar", text.Fact{Type: text.Place}},
		{"Velmari", text.Fact{Type: text.Place, Demonym: true}},
		{"Ostrava Bay", text.Fact{Type: text.Place, Seat: true}},
		{"League of Oceans", text.Fact{Type: text.Organisation}},
		{"Velmar and others", text.Fact{}},
		{"nobody", text.Fact{}},
	}
	for _, tt := range tests {
		got, ok := r.Fact(tt.in)
		if ok != (tt.want.Type != "") || ok == (got.ID == "") {
			t.Errorf("Fact(%q) is %+v, %v", tt.in, got, ok)
		}
		got.ID = ""
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Fact(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}
