package statement_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/models/en"
	"readout/statement"
	"readout/text"
)

// annotated is input with its document and the learned finder.
func annotated(t testing.TB, s string) statement.Input {
	t.Helper()
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	in := input(t, s)
	if in.Finder, err = en.LoadAttribution(); err != nil {
		t.Fatal(err)
	}
	in.Document = text.Annotate(model, s)
	return in
}

// TestFind_ownTalk holds that what an unknown "I" says of himself in passing is no statement.
func TestFind_ownTalk(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"in passing", `I welcome the harbour board's questions.`, nil},
		{"somebody known", `President Ana Lim welcomed the harbour board's questions.`,
			[]string{"indirect ana-lim: the harbour board's questions"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, lines(statement.Find(annotated(t, tt.in)))); diff != "" {
				t.Errorf("Find(%q), -want +got:\n%s", tt.in, diff)
			}
		})
	}
}

// TestFind_borders holds where contents end that rules and the finder see differently.
func TestFind_borders(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"the next quotation is somebody else's", `‘We have a chart,’ said Ana Lim of Ruvia, and Tomas Ode of Ostland said, ‘We have most of one.’`,
			[]string{"direct ana-lim: ‘We have a chart,’", "direct tomas-ode: ‘We have most of one.’"}},
		{"a clause after a demand", `Tomas Ode called on Ruvia to open the strait, although he did not say when.`,
			[]string{"indirect tomas-ode: to open the strait"}},
		{"quoted by an agency", `Tomas Ode was quoted by the news agency Lakewire as saying that the harbour was “full of ice”.`,
			[]string{"mixed tomas-ode: that the harbour was “full of ice”"}},
		{"asked not to be named", `A sailor asked not to be named because he was not authorised to speak.`, nil},
		{"a noun leads to the next paragraph", "On Monday Ana Lim made the following comment:\n\n“The strait is open to all ships, and it will stay open for as long as I am president.”",
			[]string{"direct ana-lim: “The strait is open to all ships, and it will stay open for as long as I am president.”"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, lines(statement.Find(annotated(t, tt.in)))); diff != "" {
				t.Errorf("Find(%q), -want +got:\n%s", tt.in, diff)
			}
		})
	}
}
