package attribution_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/internal/attribution"
	"readout/models/en"
	"readout/text"
)

func load(t testing.TB) (*text.Model, *attribution.Model) {
	t.Helper()
	language, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	m, err := en.LoadAttribution()
	if err != nil {
		t.Fatal(err)
	}
	return language, m
}

// written is an attribution as words of the text.
type written struct{ Source, Cue, Content string }

func TestFind(t *testing.T) {
	language, m := load(t)
	tests := []struct {
		name, in string
		want     []written
	}{
		{"indirect", "The Foreign Minister of Ruvania said that talks would start on Monday.",
			[]written{{"The Foreign Minister of Ruvania", "said", "that talks would start on Monday"}}},
		{"quotation before the cue", "“We will open the border,” said Ana Lim.",
			[]written{{"Ana Lim", "said", "“We will open the border,”"}}},
		{"quotation around the cue", "“We will open the border,” Lim said, “and we will do it soon.”",
			[]written{{"Lim", "said", "“We will open the border,” … “and we will do it soon.”"}}},
		{"according to", "According to the ministry, two soldiers were wounded.",
			[]written{{"the ministry", "According to", "two soldiers were wounded"}}},
		{"told of", "The president opened a bridge in the capital.", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := text.Annotate(language, tt.in)
			var got []written
			for _, a := range m.Find(d) {
				got = append(got, written{wordsOf(d, a.Source), wordsOf(d, a.Cue), wordsOf(d, a.Content...)})
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Find(%q), -want +got:\n%s", tt.in, diff)
			}
		})
	}
}

// TestFind_remote tells the language of news from that of a speech.
func TestFind_remote(t *testing.T) {
	language, m := load(t)
	tests := []struct {
		name, in string
		want     bool
	}{
		{"news", "RUVA — The Foreign Minister of Ruvania said on Monday that talks with Ostland would resume. “We are ready,” Ana Lim said.", false},
		{"speech", "I think that we all know why we are here. You have seen what I have seen, and we believe that it can be done.", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := m.Find(text.Annotate(language, tt.in))
			if len(found) == 0 || found[0].Remote != tt.want {
				t.Errorf("Find(%q) = %+v, want remote = %v", tt.in, found, tt.want)
			}
		})
	}
}

// wordsOf returns the text of spans.
func wordsOf(d *text.Document, spans ...attribution.Span) string {
	var parts []string
	for _, s := range spans {
		if s.First < s.Last {
			parts = append(parts, d.Text[d.Words[s.First].Start:d.Words[s.Last-1].End])
		}
	}
	return strings.Join(parts, " … ")
}

func TestFind_inside(t *testing.T) {
	language, m := load(t)
	d := text.Annotate(language, "Lim said that the envoy had told her that the talks were over.")
	got := m.FindAll(d, 0)
	for i, a := range got {
		if a.Inside == i || a.Inside >= len(got) {
			t.Errorf("attribution %d of %d is inside %d", i, len(got), a.Inside)
		}
	}
}

func TestModel_Bytes(t *testing.T) {
	language, m := load(t)
	data := m.Bytes()
	again, err := attribution.Load(data, language)
	if err != nil {
		t.Fatal(err)
	}
	if string(again.Bytes()) != string(data) {
		t.Error("a model that was written and loaded is written otherwise")
	}
	for _, n := range []int{0, 5, 21, 23, 27, 1000, len(data) - 1} {
		if _, err := attribution.Load(data[:n], language); err == nil {
			t.Errorf("Load took the first %d of %d bytes", n, len(data))
		}
	}
}

func FuzzFind(f *testing.F) {
	language, m := load(f)
	for _, s := range []string{
		"", "said", ":", "“", "Lim: “No.”\n\n“Yes", "“a” said “b” said “c”", "'Well,' she said, \"'no'\"",
		"According to\n\naccording to: \"\"\"", "\xff said \x00 that", strings.Repeat("he said that ", 300),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := text.Annotate(language, s)
		for i, a := range m.FindAll(d, 0) {
			check(t, d, i, a)
		}
	})
}

// check holds that spans lie in the document, in order, apart from each other.
func check(t *testing.T, d *text.Document, i int, a attribution.Attribution) {
	t.Helper()
	taken := make(map[int]bool)
	last := 0
	for k, s := range append(append([]attribution.Span{}, a.Content...), a.Source, a.Cue) {
		if s.First < 0 || s.Last < s.First || s.Last > len(d.Words) {
			t.Fatalf("attribution %d: span %v of %d words", i, s, len(d.Words))
		}
		if k < len(a.Content) {
			if s.First < last || s.First == s.Last {
				t.Fatalf("attribution %d: content %v", i, a.Content)
			}
			last = s.Last
		}
		for j := s.First; j < s.Last; j++ {
			if taken[j] {
				t.Fatalf("attribution %d: word %d has two roles", i, j)
			}
			taken[j] = true
		}
	}
	for _, p := range []float64{a.P, a.CueP, a.SourceP, a.ContentP} {
		if !(p >= 0 && p <= 1) {
			t.Fatalf("attribution %d: probability %v", i, p)
		}
	}
	if len(a.Content) == 0 || a.Cue.First == a.Cue.Last {
		t.Fatalf("attribution %d has no content or no cue: %+v", i, a)
	}
}

// TestFind_heads holds that trees that are none do no harm.
func TestFind_heads(t *testing.T) {
	language, m := load(t)
	for shift := range 7 {
		d := text.Annotate(language, "“We,” the minister said on Monday, “will not go,” she told Ana Lim.")
		for i := range d.Words {
			d.Words[i].Head = (i*3+shift)%(len(d.Words)+2) - 1
		}
		for i, a := range m.FindAll(d, 0) {
			check(t, d, i, a)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	language, m := load(b)
	d := text.Annotate(language, strings.Repeat("“We will open the border,” Lim told reporters in the capital on Monday. "+
		"The ministry of Ruvania said that two soldiers had been wounded there, and that talks would go on.\n\n", 50))
	for b.Loop() {
		m.Find(d)
	}
	b.ReportMetric(float64(len(d.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
