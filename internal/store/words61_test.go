package store

import (
	"database/sql"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Both databases hold the same words of a text: SQLite those that its own tokenizer makes,
// PostgreSQL those of words61. The letters are those that are left after [indexed].
func TestWords61_isUnicode61(t *testing.T) {
	db, err := sql.Open(sqliteDriver, ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	exec := func(text string, args ...any) {
		t.Helper()
		if _, err := db.Exec(text, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec(`CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'")`)
	exec("CREATE VIRTUAL TABLE found USING fts5vocab (words, instance)")
	exec("BEGIN")
	for r := rune(1); r <= unicode.MaxRune; r++ {
		if !inWord(r) || norm.NFKC.String(string(r)) != string(r) || r%256 != 0 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Tangut, unicode.Co) {
			continue
		}
		exec("INSERT INTO words (rowid, text) VALUES (?, ?)", int64(r), "q"+string(r)+"z ,"+string(r))
	}
	exec("COMMIT")
	rows, err := db.Query("SELECT doc, group_concat(term, ' ') FROM (SELECT doc, term FROM found ORDER BY doc, offset) GROUP BY doc")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var r rune
		var want string
		if err := rows.Scan(&r, &want); err != nil {
			t.Fatal(err)
		}
		n++
		if got := strings.TrimSpace(words61("q" + string(r) + "z ," + string(r))); got != strings.TrimSpace(want) {
			t.Errorf("%U: %q, SQLite has %q", r, got, want)
		}
	}
	if err := rows.Err(); err != nil || n < 10_000 {
		t.Errorf("%d letters, %v", n, err)
	}
}

func TestWords61(t *testing.T) {
	for in, want := range map[string]string{
		"": " ", " ,. ": " ", "The Zürich-based Envoy’s 2nd": " the zurich based envoy s 2nd ", "走廊 必须": " 走廊 必须 ", "ΛΌΓΟΣ": " λόγοσ ",
	} {
		if got := words61(in); got != want {
			t.Errorf("words61(%q) = %q, want %q", in, got, want)
		}
	}
}
