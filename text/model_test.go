package text_test

import (
	"os"
	"strings"
	"sync"
	"testing"

	"readout/text"
)

// weights returns the checked-in model. Package text does not import models/en, which
// imports it.
func weights(t testing.TB) *text.Model {
	t.Helper()
	data, err := os.ReadFile("../models/en/en.bin")
	if err != nil {
		t.Fatal(err)
	}
	m, err := text.Load(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// cut makes a document of sentences of words without offsets.
func cut(sentences ...string) *text.Document {
	d := new(text.Document)
	for i, s := range sentences {
		first := len(d.Words)
		for form := range strings.SplitSeq(s, " ") {
			d.Words = append(d.Words, text.Word{Form: form, Sentence: i})
		}
		d.Sentences = append(d.Sentences, text.Sentence{First: first, Last: len(d.Words)})
	}
	return d
}

func TestModel_Analyse(t *testing.T) {
	d := cut("The minister , who met Ode on Monday , told reporters that talks had failed .", "She was told to leave .")
	weights(t).Analyse(d)
	tests := []struct {
		word             int
		upos, xpos, feat string
		head             int
		rel              string
	}{
		{1, "NOUN", "NN", "Number=Sing", 9, "nsubj"},
		{4, "VERB", "VBD", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", 1, "acl:relcl"},
		{5, "PROPN", "NNP", "Number=Sing", 4, "obj"},
		{9, "VERB", "VBD", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", text.NoHead, "root"},
		{10, "NOUN", "NNS", "Number=Plur", 9, ""},
		{14, "VERB", "VBN", "Tense=Past|VerbForm=Part", 9, "ccomp"},
		{16, "PRON", "PRP", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs", 18, "nsubj:pass"},
		{18, "VERB", "VBN", "Tense=Past|VerbForm=Part|Voice=Pass", text.NoHead, "root"},
	}
	for _, tt := range tests {
		w := d.Words[tt.word]
		if w.UPOS != tt.upos || w.XPOS != tt.xpos || w.Feats != tt.feat || w.Head != tt.head || tt.rel != "" && w.DepRel != tt.rel {
			t.Errorf("%q: %s %s %s, head %d, %s; want %s %s %s, head %d, %s", w.Form, w.UPOS, w.XPOS, w.Feats, w.Head, w.DepRel,
				tt.upos, tt.xpos, tt.feat, tt.head, tt.rel)
		}
	}
}

// TestModel_Analyse_trees asks for one root and no circle whatever the words.
func TestModel_Analyse_trees(t *testing.T) {
	m := weights(t)
	tests := []struct {
		name      string
		sentences []string
	}{
		{"nothing", nil},
		{"an empty word", []string{""}},
		{"bytes that are no text", []string{"\xff\xfe \x00 \xc3 é\xcc\x81 \u202e"}},
		{"one word again and again", []string{strings.Repeat("said ", 90) + "."}},
		{"a long word", []string{strings.Repeat("x", 1<<20)}},
		{"longer than a tree may be", []string{strings.Repeat("the man , he said , ", 250) + "."}},
		{"many sentences", strings.Split(strings.Repeat("Yes .\nNo , he said .\n", 200)+"Ok", "\n")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := cut(tt.sentences...)
			m.Analyse(d)
			for i, s := range d.Sentences {
				checkTree(t, d, i, s)
			}
		})
	}
}

func checkTree(t *testing.T, d *text.Document, i int, s text.Sentence) {
	t.Helper()
	roots := 0
	for w := s.First; w < s.Last; w++ {
		word := d.Words[w]
		if word.UPOS == "" || word.XPOS == "" || word.DepRel == "" {
			t.Fatalf("word %d has no tag or relation: %+v", w, word)
		}
		if (word.Head == text.NoHead) != (word.DepRel == "root") {
			t.Fatalf("word %d: head %d, relation %s", w, word.Head, word.DepRel)
		}
		steps := 0
		for v := w; d.Words[v].Head != text.NoHead; v = d.Words[v].Head {
			if h := d.Words[v].Head; h < s.First || h >= s.Last {
				t.Fatalf("word %d has its head %d outside the sentence", v, h)
			}
			if steps++; steps > s.Last-s.First {
				t.Fatalf("sentence %d: heads of word %d go round in a circle", i, w)
			}
		}
		if word.Head == text.NoHead {
			roots++
		}
	}
	if roots != 1 {
		t.Fatalf("sentence %d of %d words has %d roots", i, s.Last-s.First, roots)
	}
}

// TestModel_Analyse_together analyses the same words at the same time, and among others.
func TestModel_Analyse_together(t *testing.T) {
	m := weights(t)
	const sentence = "Ode , the envoy , denied on Tuesday that Arland would sign ."
	alone := cut(sentence)
	m.Analyse(alone)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			d := cut("Talks end .", sentence, "No .")
			m.Analyse(d)
			for i, want := range alone.Words {
				got := d.Words[3+i]
				if got.UPOS != want.UPOS || got.Feats != want.Feats || got.DepRel != want.DepRel || want.Head >= 0 && got.Head != want.Head+3 {
					t.Errorf("among others %+v, alone %+v", got, want)
				}
			}
		})
	}
	wait.Wait()
}

func BenchmarkModel_Analyse(b *testing.B) {
	m := weights(b)
	d := cut(strings.Split(strings.Repeat("The minister , who met Ode on Monday , told reporters that talks had failed .\nShe was told to leave .\n", 40)+"Ok", "\n")...)
	b.ReportAllocs()
	for b.Loop() {
		m.Analyse(d)
	}
	b.ReportMetric(float64(len(d.Words))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkLoad(b *testing.B) {
	data, err := os.ReadFile("../models/en/en.bin")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := text.Load(data); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzAnnotate asks of any bytes that words are in order, are what their offsets name, and
// have trees.
func FuzzAnnotate(f *testing.F) {
	m := weights(f)
	for _, s := range []string{"", "Mr. Ode won't go. Talks end.", "\xff\xfe", "“No,” he said — twice…\n\n• A\x00B", "a.b@c.d http://x.y/z?q 1,000.5%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := text.Annotate(m, s)
		end := 0
		for _, w := range d.Words {
			if w.Start < end || w.End <= w.Start || w.End > len(s) || s[w.Start:w.End] != w.Form {
				t.Fatalf("word %+v after byte %d of %q", w, end, s)
			}
			end = w.End
		}
		for i, sentence := range d.Sentences {
			checkTree(t, d, i, sentence)
		}
		checkNames(t, d)
	})
}

// BenchmarkAnnotate measures the whole way from text to trees.
func BenchmarkAnnotate(b *testing.B) {
	m := weights(b)
	s := strings.Repeat("The minister, who met Ode on Monday, told reporters that talks had failed. She was told to leave.\n", 40)
	b.ReportAllocs()
	words := 0
	for b.Loop() {
		words += len(text.Annotate(m, s).Words)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}
