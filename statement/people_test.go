package statement_test

import (
	"strings"
	"testing"

	"readout/models/en"
	"readout/statement"
	"readout/text"
)

func TestPeople_Who(t *testing.T) {
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	const body = "President Ana Lim met Foreign Secretary Tomas Ode of Ostland on Monday. “He came late,” she said. A Ruvian sailor saw them. The foreign secretary left."
	in := input(t, body)
	in.Document = text.Annotate(model, body)
	_, people := statement.Read(in)
	tests := []struct{ words, want string }{
		{"President Ana Lim", "ana-lim"},
		{"Foreign Secretary Tomas Ode of Ostland", "tomas-ode"},
		{"she", "ana-lim"},
		{"The foreign secretary", "tomas-ode"},
		{"A Ruvian sailor", "(A Ruvian sailor)"},
	}
	for _, tt := range tests {
		first, last := wordsOf(t, in.Document, tt.words)
		p := people.Who(first, last)
		if got := name(&p); got != tt.want {
			t.Errorf("Who(%q) = %s, want %s", tt.words, got, tt.want)
		}
	}
	first, last := 0, len(in.Document.Words)
	if got := people.Named(first, last); len(got) != 2 || got[0].ID != "ana-lim" || got[1].ID != "tomas-ode" {
		t.Errorf("Named = %v", got)
	}
	if got := people.Leader("RUV"); got.ID != "ana-lim" {
		t.Errorf("Leader(RUV) = %v", got)
	}
	if got := people.Leader("OST"); got.Name != "" {
		t.Errorf("Leader(OST) = %v, whom nobody names", got)
	}
	office := in.Roster.Get("OST/foreign-minister")
	if got := people.Holder(office, "the minister"); got.ID != "tomas-ode" {
		t.Errorf("Holder = %v", got)
	}
}

// wordsOf returns where the words stand in the document for the first time.
func wordsOf(t *testing.T, d *text.Document, s string) (first, last int) {
	t.Helper()
	at := strings.Index(d.Text, s)
	for i, w := range d.Words {
		if w.Start == at {
			first = i
		}
		if w.End == at+len(s) {
			return first, i + 1
		}
	}
	t.Fatalf("no words %q", s)
	return 0, 0
}

func TestRead_otherLanguage(t *testing.T) {
	in := input(t, "Ana Lim a dit que la route était ouverte.")
	in.Article.Language = "fr"
	if found, people := statement.Read(in); found != nil || people != nil {
		t.Errorf("Read of a French article = %v, %v", found, people)
	}
}
