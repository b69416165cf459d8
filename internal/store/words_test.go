package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"readout"
	"readout/internal/query"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", " "},
		{"Jörén  Tal-Öz", " joren tal oz "},
		{"“No”, he said.", " no he said "},
		{"ＯＲＵ", " oru "},
		{"走廊", " 走廊 "},
	}
	for _, tt := range tests {
		if got := fold(tt.in); got != tt.want {
			t.Errorf("fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestNeedle(t *testing.T) {
	tests := []struct {
		in     string
		prefix bool
		want   string
	}{
		{"Lim", false, " lim "}, {"Lim", true, " lim"}, {"习", false, "习"}, {"习 Lim", false, "习 lim "},
	}
	for _, tt := range tests {
		if got := Needle(tt.in, tt.prefix); got != tt.want {
			t.Errorf("Needle(%q, %v) = %q, want %q", tt.in, tt.prefix, got, tt.want)
		}
	}
}

func TestSegments(t *testing.T) {
	tests := []struct {
		in, indexed, phrase string
		prefix              bool
	}{
		{"the corridor", "the corridor", "the corridor", false},
		{"必须开放", "必须 须开 开放 放", "必须 须开 开放", false},
		{"放", "放", "放", true},
		{"5G网络 ok", "5G 网络 络 ok", "5G 网络 络 ok", false},
		{"外交、部", "外交 交 部", "外交 交 部", true},
		{"회담을", "회담 담을 을", "회담 담을", false},
	}
	for _, tt := range tests {
		got, prefix := phrase(tt.in)
		if index := strings.Join(strings.Fields(indexed(tt.in)), " "); index != tt.indexed {
			t.Errorf("indexed(%q) = %q, want %q", tt.in, index, tt.indexed)
		}
		if got = strings.Join(strings.Fields(got), " "); got != tt.phrase || prefix != tt.prefix {
			t.Errorf("phrase(%q) = %q, %v; want %q, %v", tt.in, got, prefix, tt.phrase, tt.prefix)
		}
	}
}

// Whatever words stand in a text, a search for them as a phrase finds it.
func TestPhrase_findsWhatStandsThere(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		n := 0
		rapid.Check(t, func(rt *rapid.T) {
			words := rapid.SliceOfN(rapid.SampledFrom([]string{"corridor", "must", "don’t", "走廊", "放", "再開する", "회담을", "5", "—", "Zürich", "\x00", "ประชุม", "हिन्दी"}), 1, 12).Draw(rt, "words")
			seps := rapid.SampledFrom([]string{" ", "", ", "}).Draw(rt, "separator")
			text := strings.Join(words, seps)
			runes := []rune(text)
			from := rapid.IntRange(0, len(words)-1).Draw(rt, "from")
			to := rapid.IntRange(from+1, len(words)).Draw(rt, "to")
			asked := strings.Join(words[from:to], seps)
			if seps == "" && spaced(asked) || strings.Trim(asked, "—\x00 ,") == "" {
				rt.Skip() // a part of a word, or no words
			}
			n++
			if _, err := s.writer.Exec("INSERT INTO statement_words (rowid, said, sentence) VALUES (?, ?, ?)", n, s.d.words(""), s.d.words(string(runes))); err != nil {
				rt.Fatal(err)
			}
			c := s.d.match("statement_words", column(asked, false, "sentence"))
			var found int
			if err := s.writer.QueryRow("SELECT count(*) FROM statement_words WHERE "+c.text+" AND rowid = ?", append(c.args, n)...).Scan(&found); err != nil {
				rt.Fatal(err)
			}
			if found != 1 {
				rt.Fatalf("%q was not found in %q: index %q, asked %q", asked, text, s.d.words(text), c.args)
			}
		})
	})
}

// spaced reports whether a text has letters of a script that puts spaces between words.
func spaced(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return !unspaced(r) && r != '—' && r != 0 })
}

// FuzzSearch holds that every query that can be parsed can be asked, and that counting
// agrees with searching.
func FuzzSearch(f *testing.F) {
	s := openTest(f, filepath.Join(f.TempDir(), "r.db"))
	b, rec := page(f, "a.txt", "Lim said “no”. 走廊", "2023-04-30", said{words: "“no”", by: lim(), to: tal(), issues: []string{"corridor"}})
	put(f, s, b, rec)
	for _, q := range []string{`speaker:"Ana Lim" no`, `-(a OR b*) date:2023-04..`, `走* OR NOT "no \" NEAR"*`, "said:x -said:y page:abcdef", "\x00a* \u0301b"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := query.Parse(text)
		if err != nil {
			return
		}
		n := 0
		for _, err := range s.Search(t.Context(), q, SearchOptions{}) {
			if err != nil {
				t.Fatalf("Search(%q): %v", text, err)
			}
			n++
		}
		if tally, err := s.Count(t.Context(), q); err != nil || tally.Found != n {
			t.Fatalf("Count(%q) = %+v, %v; Search found %d", text, tally, err, n)
		}
		if err := OfPages(q); err != nil && !errors.Is(err, readout.ErrInvalid) {
			t.Fatal(err)
		}
		for _, err := range s.SearchPages(t.Context(), q, SearchOptions{}) {
			if err != nil {
				t.Fatalf("SearchPages(%q): %v", text, err)
			}
		}
	})
}

// FuzzSearch_alike holds that both kinds of database find the same statements and pages.
func FuzzSearch_alike(f *testing.F) {
	here, there := openTest(f, filepath.Join(f.TempDir(), "r.db")), openTest(f, postgresRecord(f))
	for i, text := range []string{"Lim said “no”. 走廊必须开放", "A Zürich don’t—ΛΌΓΟΣ 5G網路 회담을", "ประชุม हिन्दी a b a b a", "no a\u0301b Ǽx ₽5 ÅNGSTRÖM ﬁne x² İstanbul ß", "Ферри ё ЁЛКА й\u0300 ১২ \U0001E900\U0001F1E6"} {
		b, rec := page(f, fmt.Sprint(i, ".txt"), text, readout.MakeDay(2023, 4, 1+i), said{words: text, by: lim(), to: tal(), issues: []string{"corridor"}})
		put(f, here, b, rec)
		put(f, there, b, rec)
	}
	for _, q := range []string{`speaker:"Ana Lim" no`, `-(a OR b*) date:2023-04..`, `走* OR NOT "no \" NEAR"*`, "said:x -said:y page:abcdef", "\x00a* \u0301b", "“a b a” -zurich",
		"λογος", "ǽx OR å*", "5g 網", "ёлка OR елка", `"₽ 5"`, "fine x2 ss", "istanbul*", "\U0001E922", "date:..2023-04-03 -said:no", "a NOT (b c)", "headline:talk* publisher:oru"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := query.Parse(text)
		if err != nil {
			return
		}
		if a, b := find(t, here, text), find(t, there, text); !slices.Equal(a, b) {
			t.Errorf("%q finds %v in SQLite, %v in PostgreSQL", text, a, b)
		}
		if OfPages(q) != nil {
			return
		}
		a, err := here.CountPages(t.Context(), q)
		b, wrong := there.CountPages(t.Context(), q)
		if a != b || err != nil || wrong != nil {
			t.Errorf("%q: pages %+v in SQLite (%v), %+v in PostgreSQL (%v)", text, a, err, b, wrong)
		}
	})
}
