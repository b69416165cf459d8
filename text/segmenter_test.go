package text_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"readout/internal/segment"
	"readout/text"
)

// sentences returns the sentences of d: words parted by blanks, those of one token by "+".
func sentences(d *text.Document) []string {
	var out []string
	for _, s := range d.Sentences {
		var b strings.Builder
		for i := s.First; i < s.Last; i++ {
			switch {
			case i == s.First:
			case d.Words[i].Token == d.Words[i-1].Token:
				b.WriteByte('+')
			default:
				b.WriteByte(' ')
			}
			b.WriteString(d.Words[i].Form)
		}
		out = append(out, b.String())
	}
	return out
}

// TestSegmenter_Cut holds what rules alone do.
func TestSegmenter_Cut(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"empty", "", nil},
		{"blanks", " \n\t\u200b\n ", nil},
		{"plain", "Ruvia signed. Talks go on.", []string{"Ruvia signed .", "Talks go on ."}},
		{"clitics", "We don't know; it's Lim’s, they’ll say. I cannot.", []string{"We do+n't know ; it+'s Lim+’s , they+’ll say .", "I can+not ."}},
		{"possessives of plurals", "the workers' rights, the 'allies' of Lim", []string{"the workers+' rights , the ' allies ' of Lim"}},
		{"names with apostrophes", "O'Brien's d'Ivoire", []string{"O'Brien+'s d'Ivoire"}},
		{"titles and initials", "Gen. A. J. Brun met Mr. Ode on Dec. 3. Rain fell.", []string{"Gen. A. J. Brun met Mr. Ode on Dec. 3 .", "Rain fell ."}},
		{"titles in capitals", "MR. MILLER: Yes. MS. LIM: No.", []string{"MR. MILLER : Yes .", "MS. LIM : No ."}},
		{"country within", "The U.S. Senate met the U.N. envoy.", []string{"The U.S. Senate met the U.N. envoy ."}},
		{"country at the end", "They left the U.S. The talks failed.", []string{"They left the U.S.", "The talks failed ."}},
		{"country before a quotation", `They showed the U.S. "notice of leave" in court.`, []string{`They showed the U.S. " notice of leave " in court .`}},
		{"country before a sentence in marks", `They left the U.S. "We are glad," he said.`, []string{`They left the U.S.`, `" We are glad , " he said .`}},
		{"time of day", "He left at 8:30 p.m. on Monday.", []string{"He left at 8:30 p.m. on Monday ."}},
		{"quotation ends the sentence", `"We won." Lim left.`, []string{`" We won . "`, "Lim left ."}},
		{"quotation within", `"Did you win?" Ana Lim asked. He nodded.`, []string{`" Did you win ? " Ana Lim asked .`, "He nodded ."}},
		{"curly quotation", "“We won.” He left.", []string{"“ We won . ”", "He left ."}},
		{"ellipsis", "He … left... Then rain fell", []string{"He … left ...", "Then rain fell"}},
		{"money and numbers", "It cost $1,250.50, or 51%, at 8:30.", []string{"It cost $ 1,250.50 , or 51 % , at 8:30 ."}},
		{"dateline with a date", "Washington/30.04.23/Turan: Talks.", []string{"Washington / 30.04.23 / Turan : Talks ."}},
		{"addresses", "See https://example.org/a?b=1. Mail a.lim@example.org, or state.gov/briefings.", []string{
			"See https://example.org/a?b=1 .", "Mail a.lim@example.org , or state.gov/briefings ."}},
		{"hyphens", "a long-term re-election of U.S.-led forces", []string{"a long - term re-election of U.S. - led forces"}},
		{"lines", "One thing\nTwo things\r\nthat follow,\nand more", []string{"One thing", "Two things", "that follow ,", "and more"}},
		{"quotation opens", "They won. “We did,” he said. “So we did.” – Ana Lim", []string{"They won .", "“ We did , ” he said .", "“ So we did . ” – Ana Lim"}},
		{"marks in runs", "Go!!! What?! --- no", []string{"Go !!!", "What ?!", "--- no"}},
		{"foreign bytes", "a\xff\xfeb", []string{"a \xff \xfe b"}},
		{"other scripts", "Мир. Да.", []string{"Мир .", "Да ."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, sentences((*text.Segmenter)(nil).Cut(tt.in))); diff != "" {
				t.Errorf("Cut(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

// learnt is a segmenter that has learnt next to nothing: its answers are of no use, its
// promises must hold.
func learnt(t testing.TB) *text.Segmenter {
	t.Helper()
	d := (*text.Segmenter)(nil).Cut("I don't go. You ask why! A 5-4 vote\n\nMr. Lim, cannot say (no) more...")
	ex := segment.Example{Text: d.Text}
	for _, w := range d.Words {
		ex.Words = append(ex.Words, segment.Range{First: w.Start, Last: w.End})
	}
	for _, x := range d.Tokens {
		ex.Tokens = append(ex.Tokens, segment.Range(x))
	}
	for _, x := range d.Sentences {
		ex.Sentences = append(ex.Sentences, segment.Range(x))
	}
	for _, x := range d.Paragraphs {
		ex.Paragraphs = append(ex.Paragraphs, segment.Range(x))
	}
	g, err := text.LoadSegmenter(segment.Train([]segment.Example{ex}, 1).Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// broken returns the first broken promise of a document that was cut, or "".
func broken(d *text.Document) string {
	at, tok := 0, 0
	for i, w := range d.Words {
		switch {
		case w.Start < at || w.End <= w.Start || w.End > len(d.Text) || w.Form != d.Text[w.Start:w.End]:
			return fmt.Sprintf("word %d: [%d, %d) after %d", i, w.Start, w.End, at)
		case !border(d.Text, w.Start) || !border(d.Text, w.End):
			return fmt.Sprintf("word %d not on rune borders", i)
		case i < d.Tokens[w.Token].First || i >= d.Tokens[w.Token].Last || i < d.Sentences[w.Sentence].First || i >= d.Sentences[w.Sentence].Last:
			return fmt.Sprintf("word %d not in its token or sentence", i)
		}
		at = w.End
	}
	for i, x := range d.Tokens {
		if x.First != tok || x.Last <= x.First || d.Words[x.First].Sentence != d.Words[x.Last-1].Sentence {
			return fmt.Sprintf("token %d: [%d, %d) after %d", i, x.First, x.Last, tok)
		}
		tok = x.Last
	}
	word, sent := 0, 0
	for i, s := range d.Sentences {
		if s.First != word || s.Last <= s.First {
			return fmt.Sprintf("sentence %d: [%d, %d) after %d", i, s.First, s.Last, word)
		}
		word = s.Last
	}
	for i, p := range d.Paragraphs {
		if p.First != sent || p.Last <= p.First {
			return fmt.Sprintf("paragraph %d: [%d, %d) after %d", i, p.First, p.Last, sent)
		}
		sent = p.Last
	}
	if tok != len(d.Words) || word != len(d.Words) || sent != len(d.Sentences) {
		return "parts left over"
	}
	return ""
}

func FuzzSegmenter(f *testing.F) {
	for _, s := range []string{`"Did you?" Ana Lim asked. “No,” said Gen. Brun.`, "U.S. a.m. don't \xff's '' ``", "a@b.com-a@b-", "1,2.3:4...", "n't isn't cannot\r\r\n\n"} {
		f.Add(s)
	}
	g := learnt(f)
	f.Fuzz(func(t *testing.T, s string) {
		for _, g := range []*text.Segmenter{nil, g} {
			if msg := broken(g.Cut(s)); msg != "" {
				t.Errorf("Cut(%q): %s", s, msg)
			}
		}
	})
}

// TestSegmenter_Cut_longLines holds that no kind of line is read again and again.
func TestSegmenter_Cut_longLines(t *testing.T) {
	if testing.Short() {
		t.Skip("reads long texts")
	}
	g := learnt(t)
	for _, part := range []string{"a", "a@-", "'", ".", "U.", "a-", "n't", "www.", "\xff", "().", "a.com/", "'s ", "`a", "1.", "don't", "s' ", "“"} {
		for _, g := range []*text.Segmenter{nil, g} {
			if msg := broken(g.Cut(strings.Repeat(part, 1<<17/len(part)))); msg != "" {
				t.Errorf("line of %q: %s", part, msg)
			}
		}
	}
}

func TestLoadSegmenter_bad(t *testing.T) {
	for _, b := range []string{"", "segment", "segment\x01\xff\xff\xff\xff", "segment\x01\x00\x00\x00\x00\x03\x18"} {
		if _, err := text.LoadSegmenter([]byte(b)); !errors.Is(err, segment.ErrFormat) {
			t.Errorf("LoadSegmenter(%q): %v", b, err)
		}
	}
}

func BenchmarkSegmenter_Cut(b *testing.B) {
	s := strings.Repeat("President Ana Lim of Ruvia said on Monday that talks with the U.N. hadn't failed. ", 500)
	g := learnt(b)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		g.Cut(s)
	}
}

func ExampleSegmenter_Cut() {
	d := (*text.Segmenter)(nil).Cut("Mr. Ode won't go. Talks end.")
	for i := range d.Sentences {
		for _, w := range d.Sentence(i) {
			fmt.Printf("%s|", w.Form)
		}
		fmt.Println()
	}
	// Output:
	// Mr.|Ode|wo|n't|go|.|
	// Talks|end|.|
}

// TestAnnotate_wrapped holds that line breaks part paragraphs unless the lines are cut at
// a margin.
func TestAnnotate_wrapped(t *testing.T) {
	const wrapped = "The road along the lake was opened again on Monday after\n" +
		"a winter in which nothing but the post had crossed it.\n" +
		"The ministers came in two cars and left together in one,\n" +
		"which the press took for a sign that talks might go on.\n\n" +
		"The bridge is next, and it will not be as easy as that\nto open it."
	tests := []struct {
		name, in string
		want     int
	}{
		{"wrapped", wrapped, 2},
		{"wrapped with carriage returns", strings.ReplaceAll(wrapped, "\n", "\r\n"), 2},
		{"a line a paragraph", "The road was opened again on Monday, after a long winter.\nThe ministers came in two cars and they left in one.\nThe press took it for a sign that talks would go on.\nThe bridge is next.\n\nThe end of it.", 5},
		{"short lines", "Roads\nBridges\nLakes\nTowns\n\nThe road was opened.", 5},
		{"no blank line", strings.ReplaceAll(wrapped, "\n\n", "\n"), 6},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := len(text.Annotate(nil, tt.in).Paragraphs); got != tt.want {
				t.Errorf("Annotate(%q) has %d paragraphs, want %d", tt.in, got, tt.want)
			}
		})
	}
}

// border reports whether offset i does not cut a valid rune of s in two.
func border(s string, i int) bool {
	for j := max(0, i-3); j < i; j++ {
		if r, size := utf8.DecodeRuneInString(s[j:]); r != utf8.RuneError && j+size > i {
			return false
		}
	}
	return true
}
