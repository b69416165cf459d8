package text_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"readout/text"
)

// words returns the sentences of s, each with its tokens parted by blanks.
func words(s string) []string {
	d := text.Split(s)
	var out []string
	for _, sent := range d.Sentences {
		var w []string
		for _, t := range d.Tokens[sent.First:sent.Last] {
			w = append(w, d.Text(t))
		}
		out = append(out, strings.Join(w, " "))
	}
	return out
}

func TestSplit(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"empty", "", nil},
		{"plain", "Ruvia signed. Talks go on.", []string{"Ruvia signed .", "Talks go on ."}},
		{"clitics", "We don't know; it's Lim’s, they’ll say. I cannot.", []string{"We do n't know ; it 's Lim ’s , they ’ll say .", "I can not ."}},
		{"titles and initials", "Gen. A. J. Brun met Mr. Ode on Dec. 3. Rain fell.", []string{"Gen. A. J. Brun met Mr. Ode on Dec. 3 .", "Rain fell ."}},
		{"country within", "The U.S. Senate met the U.N. envoy.", []string{"The U.S. Senate met the U.N. envoy ."}},
		{"country at the end", "They left the U.S. The talks failed.", []string{"They left the U.S.", "The talks failed ."}},
		{"number sign", "Order No. 7 stands. No. It fell.", []string{"Order No. 7 stands .", "No. It fell ."}},
		{"quotation ends the sentence", `"We won." Lim left.`, []string{`" We won . "`, "Lim left ."}},
		{"quotation within", `"Did you win?" Ana Lim asked. He nodded.`, []string{`" Did you win ? " Ana Lim asked .`, "He nodded ."}},
		{"curly quotation", "“We won.” He left.", []string{"“ We won . ”", "He left ."}},
		{"ellipsis", "He … left... Then rain. . . fell", []string{"He … left ...", "Then rain . . . fell"}},
		{"money and numbers", "It cost $1,250.50, or 51%, at 8:30.", []string{"It cost $ 1,250.50 , or 51 % , at 8:30 ."}},
		{"address", "See https://example.org/a?b=1. Mail a.lim@example.org.", []string{"See https://example.org/a?b=1 .", "Mail a.lim@example.org ."}},
		{"hyphens", "a long-term re-election of an ex-minister", []string{"a long - term re-election of an ex-minister"}},
		{"paragraphs", "One\n\nTwo\r\nThree", []string{"One", "Two", "Three"}},
		{"old marks", "``Yes,'' he said.", []string{"`` Yes , '' he said ."}},
		{"foreign bytes", "a\xff\xfeb", []string{"a \xff \xfe b"}},
		{"other scripts", "Мир. Да.", []string{"Мир .", "Да ."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, words(tt.in)); diff != "" {
				t.Errorf("Split(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

// check reports the first broken promise of a document, or "".
func check(d *text.Layout) string {
	at, sent, tok := 0, 0, 0
	for i, t := range d.Tokens {
		if t.Start < at || t.End <= t.Start || t.End > len(d.Source) {
			return fmt.Sprintf("token %d: [%d, %d) after %d", i, t.Start, t.End, at)
		}
		if !border(d.Source, t.Start) || !border(d.Source, t.End) {
			return fmt.Sprintf("token %d not on rune borders", i)
		}
		at = t.End
	}
	for i, s := range d.Sentences {
		if s.First != tok || s.Last <= s.First {
			return fmt.Sprintf("sentence %d: [%d, %d) after %d", i, s.First, s.Last, tok)
		}
		tok = s.Last
	}
	for i, p := range d.Paragraphs {
		if p.First != sent || p.Last <= p.First {
			return fmt.Sprintf("paragraph %d: [%d, %d) after %d", i, p.First, p.Last, sent)
		}
		sent = p.Last
	}
	if tok != len(d.Tokens) || sent != len(d.Sentences) {
		return "parts left over"
	}
	return ""
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

func FuzzSplit(f *testing.F) {
	for _, s := range []string{`"Did you?" Ana Lim asked. “No,” said Gen. Brun.`, "U.S. a.m. don't \xff's '' ``", "a@b-a@b-", "1,2.3:4..."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if msg := check(text.Split(s)); msg != "" {
			t.Errorf("Split(%q): %s", s, msg)
		}
	})
}

func BenchmarkSplit(b *testing.B) {
	s := strings.Repeat("President Ana Lim of Ruvia said on Monday that talks with the U.N. hadn't failed. ", 500)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		text.Split(s)
	}
}

// TestSplit_longLines holds that no kind of line is read again and again.
func TestSplit_longLines(t *testing.T) {
	for _, part := range []string{"a", "a@-", "'", ".", "U.", "a-", "n't", "www.", "\xff", "()."} {
		d := text.Split(strings.Repeat(part, 1<<20/len(part)))
		if msg := check(d); msg != "" {
			t.Errorf("line of %q: %s", part, msg)
		}
	}
}

// TestSplit_news checks the promises on news text, where there is some.
func TestSplit_news(t *testing.T) {
	dir := os.Getenv("READOUT_DATA")
	if dir == "" {
		t.Skip("READOUT_DATA is not set")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*", "README.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no README files in %s: %v", dir, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if msg := check(text.Split(string(b))); msg != "" {
			t.Errorf("%s: %s", f, msg)
		}
	}
}

func ExampleSplit() {
	d := text.Split("Mr. Ode won't go. Talks end.")
	for _, s := range d.Sentences {
		for _, t := range d.Tokens[s.First:s.Last] {
			fmt.Printf("%s|", d.Text(t))
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
			if got := len(text.Split(tt.in).Paragraphs); got != tt.want {
				t.Errorf("Split(%q) has %d paragraphs, want %d", tt.in, got, tt.want)
			}
		})
	}
}
