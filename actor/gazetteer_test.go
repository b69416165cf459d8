package actor_test

import (
	"strings"
	"testing"

	"readout/actor"
)

func TestRoster_StateOf(t *testing.T) {
	base, err := actor.Load(nil, actor.File{Name: "a.toml", Data: []byte(`
as_of = "2025-01-01"
[[state]]
id = "KST"
name = "Kestria"
status = "un-member"
[[state]]
id = "VLM"
name = "Velmora"
status = "un-member"
[[place]]
side = "KST"
names = ["Lask", "Upper Serrin", "Twin"]
[[place]]
side = "VLM"
names = ["Twin"]
`)})
	if err != nil {
		t.Fatal(err)
	}
	over, err := actor.Load(base, actor.File{Name: "b.toml", Data: []byte("[[place]]\nside = \"VLM\"\nnames = [\"Lask\"]\n")})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		roster *actor.Roster
		place  string
		want   string
	}{
		{"a place", base, "Lask", "KST"},
		{"two words", base, "Upper Serrin", "KST"},
		{"in two states", base, "Twin", ""},
		{"nobody's", base, "Elsewhere", ""},
		{"a later file counts", over, "Lask", "VLM"},
		{"an earlier one still does", over, "Upper Serrin", "KST"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.roster.StateOf(tt.place); got != tt.want {
				t.Errorf("StateOf(%q) = %q, want %q", tt.place, got, tt.want)
			}
		})
	}
}

func TestLoad_placeOfNobody(t *testing.T) {
	_, err := actor.Load(nil, actor.File{Name: "a.toml", Data: []byte("[[place]]\nside = \"XXX\"\nnames = [\"Lask\"]\n")})
	if err == nil || !strings.Contains(err.Error(), "XXX") {
		t.Errorf("error %v does not name the unknown side", err)
	}
}
