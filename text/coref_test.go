package text_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"readout/text"
)

// chain returns the other mentions of the entity of the last mention that starts with the
// words, parted by " | ".
func chain(d *text.Document, words string) string {
	at := -1
	for i := range d.Mentions {
		if strings.HasPrefix(mentionText(d, i), words) {
			at = i
		}
	}
	if at < 0 {
		return "no mention " + words
	}
	var out []string
	for _, k := range d.Entities[d.Mentions[at].Entity].Mentions {
		if k != at {
			out = append(out, mentionText(d, k))
		}
	}
	return strings.Join(out, " | ")
}

func mentionText(d *text.Document, i int) string {
	m := &d.Mentions[i]
	return d.Text[d.Words[m.First].Start:d.Words[m.Last-1].End]
}

func TestAnnotate_coreference(t *testing.T) {
	m := weights(t)
	tests := []struct {
		name, in, of, want string
	}{
		{"short form", "Maria Lenk arrived in Velmar. On Monday Lenk met the press.", "Lenk", "Maria Lenk"},
		{"short form first", "Lenk is to visit Velmar. Maria Lenk will meet the press.", "Maria Lenk", "Lenk"},
		{"title", "Foreign Minister Maria Lenk arrived in Velmar. On Monday Mrs. Lenk met the press.", "Mrs. Lenk", "Foreign Minister Maria Lenk"},
		{"two that a short form fits", "Maria Lenk met Peter Lenk in Velmar. Lenk smiled.", "Lenk", ""},
		{"title tells which", "Maria Lenk met Peter Lenk in Velmar. Mr. Lenk smiled.", "Mr. Lenk", "Peter Lenk"},
		{"acronym", "The Eastern Arbitration Office rejected the plan. The EAO gave no reason.", "EAO", "Eastern Arbitration Office"},
		{"acronym in brackets", "The Velmar Atom Watch (VELWA) met. On Monday VELWA gave no reason.", "VELWA", "Velmar Atom Watch | VELWA"},
		{"role before a name", "Home Secretary Suella Lenk met Peter Oss. The Home Secretary left early.", "The Home Secretary", "Home Secretary Suella Lenk"},
		{"office in small letters", "Foreign Minister Maria Lenk met Peter Oss. The foreign minister left early.", "The foreign minister", "Foreign Minister Maria Lenk"},
		{"title alone", "Madam Speaker, we object. I thank you, Madam Speaker.", "Madam Speaker", "Madam Speaker"},
		{"people in the plural", "Senators left Velmar. On Monday Senators came back.", "Senators", ""},
		{"person of a party", "Alvin Lenk of the Civic League left. Alvin Lenk stayed in Velmar.", "Alvin Lenk", "Alvin Lenk"},
		{"name within a name", "Velmar closed a port. The Royal Velmar Bank gave no reason.", "Velmar", "Velmar"},
		{"pronoun", "Maria Lenk arrived in Velmar. She met the press.", "She", "Maria Lenk"},
		{"pronoun of the other gender", "Maria Lenk and her deputy, Peter Oss, arrived. He met the press.", "He", "Peter Oss"},
		{"reflexive", "The minister, Maria Lenk, defended herself.", "herself", "The minister | Maria Lenk"},
		{"expletive", "It rained in Velmar.", "Velmar", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := text.Annotate(m, tt.in)
			if got := chain(d, tt.of); got != tt.want {
				t.Errorf("%q: %q is one with %q, want %q", tt.in, tt.of, got, tt.want)
			}
		})
	}
}

// facts is a Knowledge of a few names.
type facts map[string]text.Fact

func (f facts) Fact(name string) (text.Fact, bool) {
	fact, ok := f[name]
	return fact, ok
}

func TestModel_Resolve_knowledge(t *testing.T) {
	know := facts{
		"Kesna":  {ID: "KSN", Type: text.Place},
		"Kesnan": {ID: "KSN", Type: text.Place, Demonym: true},
		"Serrin": {ID: "KSN", Type: text.Place, Seat: true}, // the capital, for its government
		"Velmar": {ID: "VLM", Type: text.Place},
		"Oda Renn": {ID: "oda-renn", Type: text.Person, Gender: "Fem", Titles: []string{"foreign minister"},
			Side: "KSN"},
		"Pet Ullin": {ID: "pet-ullin", Type: text.Person, Gender: "Masc", Titles: []string{"foreign minister"}, Side: "VLM"},
	}
	tests := []struct {
		name, in, of, want string
	}{
		{"another name", "Kesna closed the border. Serrin gave no reason.", "Serrin", "Kesna"},
		{"the city itself", "Kesna closed the border. The talks were held in Serrin. Serrin lies on a river.", "Kesna", ""},
		{"state within a name", "Kesna closed the border. The Royal Kesna Bank gave no reason.", "Kesna", "Kesna"},
		{"office of a side", "Oda Renn met Pet Ullin. The Kesnan minister left early.", "The Kesnan minister", "Oda Renn"},
		{"side of a state", "Kesna met Velmar for talks. The Kesnan side left early.", "The Kesnan side", "Kesna"},
		{"gender of a person", "Oda Renn met Pet Ullin. She left early.", "She", "Oda Renn"},
	}
	m := weights(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := text.Annotate(m, tt.in)
			m.Resolve(d, know)
			if got := chain(d, tt.of); got != tt.want {
				t.Errorf("%q: %q is one with %q, want %q", tt.in, tt.of, got, tt.want)
			}
		})
	}
}

func TestAnnotate_groups(t *testing.T) {
	d := text.Annotate(weights(t), "Maria Lenk and Peter Oss met in Velmar. Both ministers smiled.")
	for i := range d.Mentions {
		if mentionText(d, i) != "Both ministers" {
			continue
		}
		var parts []string
		for _, k := range d.Mentions[i].Parts {
			parts = append(parts, mentionText(d, k))
		}
		if got := strings.Join(parts, " | "); got != "Maria Lenk | Peter Oss" || d.Mentions[i].Reason != text.GroupOfTwo {
			t.Errorf("both ministers are %q for the reason %q", got, d.Mentions[i].Reason)
		}
		return
	}
	t.Error("both ministers are no mention")
}

func TestAnnotate_reasons(t *testing.T) {
	tests := []struct {
		in, of string
		want   text.Reason
	}{
		{"Maria Lenk arrived. Maria Lenk left.", "Maria Lenk", text.ExactName},
		{"Maria Lenk arrived. Lenk left.", "Lenk", text.ShortForm},
		{"The Eastern Arbitration Office met. The EAO adjourned.", "EAO", text.Acronym},
		{"The minister, Maria Lenk, arrived.", "Maria Lenk", text.Apposition},
		{"Maria Lenk is a lawyer.", "a lawyer", text.Predicate},
		{"President Maria Lenk arrived. The president left.", "The president", text.RoleNoun},
		{"A tanker sank off Velmar. The tanker was old.", "The tanker", text.SameNoun},
		{"The University of Velmar closed. The university is old.", "The university", text.NounOfName},
		{"Maria Lenk arrived. She left.", "She", text.PronounSubject},
		{"Maria Lenk said she would leave.", "she", text.PronounHere},
		{"Maria Lenk defended herself.", "herself", text.Reflexive},
	}
	m := weights(t)
	for _, tt := range tests {
		d := text.Annotate(m, tt.in)
		got := text.Reason("no mention")
		for i := range d.Mentions {
			if mentionText(d, i) == tt.of {
				got = d.Mentions[i].Reason
			}
		}
		if got != tt.want {
			t.Errorf("%q: %q was linked for %q, want %q", tt.in, tt.of, got, tt.want)
		}
	}
}

func TestModel_Resolve_names(t *testing.T) {
	m := weights(t)
	d := text.Annotate(m, "U.S. Secretary of State Maria Lenk met President Peter Oss. The president smiled. The secretary did not.")
	d.Names = nil // whatever the model of names makes of it
	for i := range d.Words {
		if f := d.Words[i].Form; f == "Maria" || f == "Peter" {
			d.Names = append(d.Names, text.Name{First: i, Last: i + 2, Type: text.Person})
		}
	}
	m.Resolve(d, nil)
	for of, want := range map[string]string{"The president": "President Peter Oss", "The secretary": "Secretary of State Maria Lenk"} {
		if got := chain(d, of); got != want {
			t.Errorf("%q is one with %q, want %q", of, got, want)
		}
	}
}

// checkMentions fails where mentions and entities do not point at each other, or outside.
func checkMentions(t *testing.T, d *text.Document) {
	t.Helper()
	seen := 0
	for e := range d.Entities {
		last := -1
		for _, k := range d.Entities[e].Mentions {
			if k <= last || k >= len(d.Mentions) || d.Mentions[k].Entity != e {
				t.Fatalf("entity %d has mention %d after %d", e, k, last)
			}
			last = k
			seen++
		}
		if n := d.Entities[e].Name; n != text.NoMention && d.Mentions[n].Entity != e {
			t.Fatalf("entity %d has the name of entity %d", e, d.Mentions[n].Entity)
		}
	}
	if seen != len(d.Mentions) {
		t.Fatalf("%d of %d mentions are in an entity", seen, len(d.Mentions))
	}
	for i, m := range d.Mentions {
		if m.First < 0 || m.First >= m.Last || m.Last > len(d.Words) || m.Head < m.First || m.Head >= m.Last {
			t.Fatalf("mention %d is [%d,%d) with head %d of %d words", i, m.First, m.Last, m.Head, len(d.Words))
		}
		if d.Words[m.First].Sentence != d.Words[m.Last-1].Sentence {
			t.Fatalf("mention %d is in two sentences", i)
		}
		if m.Antecedent >= len(d.Mentions) || m.Antecedent == i || m.Antecedent < 0 && m.Antecedent != text.NoMention {
			t.Fatalf("mention %d has the antecedent %d", i, m.Antecedent)
		}
		if m.Antecedent != text.NoMention && (m.Reason == "" || d.Mentions[m.Antecedent].Entity != m.Entity) {
			t.Fatalf("mention %d is linked to %d of another entity or for no reason", i, m.Antecedent)
		}
		for _, p := range m.Parts {
			if p < 0 || p >= len(d.Mentions) {
				t.Fatalf("mention %d has the part %d", i, p)
			}
		}
	}
}

// TestModel_Resolve_linear lets hostile texts grow eightfold and asks that their time does
// not grow by much more.
func TestModel_Resolve_linear(t *testing.T) {
	if testing.Short() {
		t.Skip("reads long texts")
	}
	m := weights(t)
	for _, piece := range []string{"Lenk met Oss. ", "she and he and it and they and ", "Ann Lenk, Bob Lenk, ", "The minister of the minister of ",
		"both sides and the two ministers ", "A%d of B%d. ", "( \" “ he’s "} {
		small, large := resolveTime(m, piece, 1), resolveTime(m, piece, 8)
		if large > 20*small && large > 100*time.Millisecond {
			t.Errorf("%q: %v, eight times as much: %v", piece, small, large)
		}
	}
}

func resolveTime(m *text.Model, piece string, times int) time.Duration {
	var b strings.Builder
	for i := range 100 * times {
		b.WriteString(strings.ReplaceAll(piece, "%d", string(rune('a'+i%26))+string(rune('a'+i/26%26))+string(rune('a'+i/676%26))))
	}
	d := text.Annotate(m, b.String())
	best := time.Hour
	for range 3 {
		start := time.Now()
		m.Resolve(d, nil)
		best = min(best, time.Since(start))
	}
	return best
}

func FuzzModel_Resolve(f *testing.F) {
	f.Add("Foreign Minister Maria Lenk, 51, met Peter Oss. She said both ministers “wept”; they did.", uint64(0))
	f.Add("The President of the Kesnan Bank of Velmar and his its her their himself", uint64(7))
	f.Add("\xff\xfe he \x00 Of Of of . The the U.S. US", uint64(99))
	m := weights(f)
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		d := text.Annotate(m, s)
		checkMentions(t, d)
		scramble(d, seed)
		m.Resolve(d, nil)
		checkMentions(t, d)
	})
}

// scramble gives the words other heads and tags, as a file may have them: within their
// sentences, but in circles.
func scramble(d *text.Document, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	rels := []string{"nsubj", "appos", "conj", "cc", "nmod", "nmod:poss", "case", "cop", "flat", "obl", "root", "acl", ""}
	types := []string{text.Person, text.Person, text.Organisation, text.Place, text.Nationality, text.Other}
	tags := []string{"PROPN", "NOUN", "PRON", "VERB", "ADP", "PUNCT", ""}
	for i := range d.Words {
		w := &d.Words[i]
		s := d.Sentences[w.Sentence]
		w.Head = s.First + r.IntN(s.Last-s.First)
		if r.IntN(4) == 0 {
			w.Head = text.NoHead
		}
		w.DepRel, w.UPOS = rels[r.IntN(len(rels))], tags[r.IntN(len(tags))]
	}
	for i := 0; i+3 < len(d.Words); i += 3 + r.IntN(5) {
		if d.Words[i].Sentence == d.Words[i+2].Sentence {
			n := text.Name{First: i, Last: i + 2, Type: types[r.IntN(len(types))]}
			n.Role = text.Range{First: max(0, i-r.IntN(4)), Last: i + r.IntN(3) - 1}
			d.Names = append(d.Names, n)
		}
	}
}

func BenchmarkModel_Resolve(b *testing.B) {
	m := weights(b)
	d := text.Annotate(m, strings.Repeat("Foreign Minister Maria Lenk said on Monday that she would meet her colleague, Peter Oss, in Velmar. "+
		"The minister, who has led the ministry since last year, told reporters that both sides wanted an agreement. They gave it a week.\n\n", 50))
	words := len(d.Words)
	b.ReportAllocs()
	for b.Loop() {
		m.Resolve(d, nil)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
