package statement

import (
	"testing"

	"readout/models/en"
	"readout/text"
)

func TestTitle(t *testing.T) {
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		in   string
		want bool
	}{
		{`him “the Tide Table”`, true},
		{`‘The Long Harbour’`, true},
		{`“The Song of the Ferry” and “Lamps”`, true},
		{`“a lock on a door”`, false},
		{`“Sign it.”`, false},
		{`that the harbour is closed`, false},
		{`the song that sailors call “The Lamp”`, false},
		{``, false},
	}
	for _, tt := range tests {
		if got := title(text.Annotate(model, tt.in).Words); got != tt.want {
			t.Errorf("title(%q) = %t", tt.in, got)
		}
	}
}
