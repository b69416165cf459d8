package query

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"readout"
)

func word(s string) Word { return Word{Text: s} }

func TestParse(t *testing.T) {
	tests := []struct {
		name, in string
		want     Node
	}{
		{"nothing is everything", " \t", nil},
		{"one word", "corridor", word("corridor")},
		{"words together", "corridor closed", And{word("corridor"), word("closed")}},
		{"a phrase", `"sovereign right"`, word("sovereign right")},
		{"curly quotes", `“sovereign right”`, word("sovereign right")},
		{"guillemets", `«sovereign right»`, word("sovereign right")},
		{"curly inside straight", `"he said “no”"`, word("he said “no”")},
		{"an escaped quote", `"a \"b\" \\ c"`, word(`a "b" \ c`)},
		{"the beginning of a word", "corrid*", Word{Text: "corrid", Prefix: true}},
		{"the beginning of a phrase", `"lachin corr"*`, Word{Text: "lachin corr", Prefix: true}},
		{"not", "-closed", Not{word("closed")}},
		{"not, in letters", "a NOT b", And{word("a"), Not{word("b")}}},
		{"a dash inside a word", "cease-fire", word("cease-fire")},
		{"or binds less than and", "a b OR c", Or{And{word("a"), word("b")}, word("c")}},
		{"parentheses", "a (b OR c)", And{word("a"), Or{word("b"), word("c")}}},
		{"needless parentheses", "((a) (b c))", And{word("a"), word("b"), word("c")}},
		{"and, in letters", "a AND b", And{word("a"), word("b")}},
		{"operators in lower case are words", "a or b", And{word("a"), word("or"), word("b")}},
		{"an operator in quotes is a word", `"OR"`, word("OR")},
		{"not of a group", "-(a OR b)", Not{Or{word("a"), word("b")}}},
		{"a field", `speaker:"Ana Lim"`, Field{Name: Speaker, Value: "Ana Lim"}},
		{"a field in capitals", `Kind:REFUSAL`, Field{Name: Kind, Value: "refusal"}},
		{"a field not wanted", `-to:Orel`, Not{Field{Name: To, Value: "Orel"}}},
		{"a field's beginning", `speaker:orel*`, Field{Name: Speaker, Value: "orel", Prefix: true}},
		{"a time of day is a word", "10:30", word("10:30")},
		{"no source given", "level:none", Field{Name: Level, Value: "none"}},
		{"a page by its hash", "page:sha256:ab12", Field{Name: Page, Value: "sha256:ab12"}},
		{"an event", "event:4f2a", Field{Name: Event, Value: "4f2a"}},
		{"a day", "date:2023-04-30", Date{"2023-04-30", "2023-04-30"}},
		{"a month", "date:2024-02", Date{"2024-02-01", "2024-02-29"}},
		{"a year", "date:2023", Date{"2023-01-01", "2023-12-31"}},
		{"months", "date:2023-04..2023-07", Date{"2023-04-01", "2023-07-31"}},
		{"from", "date:2023-04..", Date{From: "2023-04-01"}},
		{"until", "date:..2023-12-05", Date{To: "2023-12-05"}},
		{"Han", "走廊 重新开放", And{word("走廊"), word("重新开放")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, got.Root); d != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", tt.in, d)
			}
		})
	}
}

func TestParse_errors(t *testing.T) {
	tests := []struct {
		name, in string
		column   int
		message  string
	}{
		{"a mistyped field", `corridor speker:lim`, 10, `did you mean "speaker"?`},
		{"an unknown field", `city:Oru`, 1, "known are speaker, side,"},
		{"an address", `https://example.org/a`, 1, "put them in quotation marks"},
		{"a mistyped value", `kind:refusl`, 6, `did you mean "refusal"?`},
		{"an unknown value", `level:"very high"`, 8, "known are named, office"},
		{"no value", `speaker: lim`, 9, "right after the colon"},
		{"an open quote", `a "b c`, 3, "not closed"},
		{"an open parenthesis", `a (b OR c`, 3, "has no )"},
		{"a closing parenthesis", `a) b`, 2, "has no ("},
		{"empty parentheses", `a ()`, 4, "before this )"},
		{"or without a left side", `OR a`, 1, "stands between two terms"},
		{"or without a right side", `a OR`, 5, "expected a word"},
		{"two operators", `a OR AND b`, 6, "stands between two terms"},
		{"a lone dash", `Oru - Vessen`, 5, "nothing to search for"},
		{"only signs", `a "…"`, 3, "nothing to search for"},
		{"no such day", `date:2023-02-30`, 6, "not a day, month or year"},
		{"a bad end", `date:2023-01..2023-13`, 15, `"2023-13" is not a day`},
		{"the wrong way round", `date:2023-07..2023-04`, 15, "lies before"},
		{"no day at all", `date:..`, 6, "expected a day"},
		{"a quoted date", `date:"yesterday"`, 7, "not a day"},
		{"characters, not bytes", `“é” speker:x`, 5, "unknown field"},
		{"bad UTF-8", "a \xff", 3, "UTF-8"},
		{"too deep", strings.Repeat("(", 80) + "a", 65, "deep"},
		{"too many minus signs", strings.Repeat("-", 80) + "a", 65, "deep"},
		{"too many terms", strings.Repeat("a ", 300), 513, "more than 256 terms"},
		{"too long", strings.Repeat("a", 20_000), 16385, "longer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.in)
			var e *Error
			if !errors.As(err, &e) || !errors.Is(err, readout.ErrInvalid) {
				t.Fatalf("Parse(%q): got error %v, want an *Error", tt.in, err)
			}
			if e.Column() != tt.column || !strings.Contains(e.Message, tt.message) {
				t.Errorf("Parse(%q): got column %d, %q; want %d, %q", tt.in, e.Column(), e.Message, tt.column, tt.message)
			}
		})
	}
}

func TestError_caret(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"under the field", `corridor speker:lim`, "  corridor speker:lim\n           ^"},
		{"after wide characters", `走廊 speker:lim`, "  走廊 speker:lim\n       ^"},
		{"in a long query", strings.Repeat("a ", 100) + "x:y" + strings.Repeat(" b", 100),
			"  …" + strings.Repeat("a ", 30) + "x:y" + strings.Repeat(" b", 28) + " …\n" + strings.Repeat(" ", 63) + "^"},
		{"with control characters", "a\x1b[2J (b", "  a [2J (b\n        ^"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.in)
			if err == nil {
				t.Fatal("no error")
			}
			if _, got, _ := strings.Cut(err.Error(), "\n"); got != tt.want {
				t.Errorf("Parse(%q):\n%s\nwant\n%s", tt.in, got, tt.want)
			}
		})
	}
}

// node draws any tree that Parse can give.
func node(t *rapid.T, depth int) Node {
	kinds := 6
	if depth == 0 {
		kinds = 3
	}
	switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
	case 0:
		return Word{Text: text(t), Prefix: rapid.Bool().Draw(t, "prefix")}
	case 1:
		name := rapid.SampledFrom(names()).Draw(t, "name")
		if allowed := values(Name(name)); allowed != nil {
			return Field{Name: Name(name), Value: rapid.SampledFrom(allowed).Draw(t, "value")}
		}
		if Name(name) == dateName {
			return Date{From: "2023-04-01", To: "2023-07-31"}
		}
		return Field{Name: Name(name), Value: text(t), Prefix: rapid.Bool().Draw(t, "prefix")}
	case 2:
		return rapid.SampledFrom([]Node{Date{From: "2023-04-30", To: "2023-04-30"}, Date{From: "2023-01-01"}, Date{To: "2024-02-29"}}).Draw(t, "date")
	case 3:
		return Not{node(t, depth-1)}
	case 4:
		return And(children(t, depth, func(n Node) bool { _, same := n.(And); return !same }))
	}
	return Or(children(t, depth, func(n Node) bool { _, same := n.(Or); return !same }))
}

func children(t *rapid.T, depth int, keep func(Node) bool) []Node {
	gen := rapid.Custom(func(t *rapid.T) Node { return node(t, depth-1) }).Filter(keep)
	return rapid.SliceOfN(gen, 2, 4).Draw(t, "children")
}

func text(t *rapid.T) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"corridor", "OR", "AND", "NOT", "-x", "a:b", "sha256:0", "a b", "x*", "走廊", `a"b`, `“a”`, `\` + "a", "2023..2024"}),
		rapid.StringMatching(`[a-zé\- "“»\\*:().]{0,8}[a-z]`),
	).Draw(t, "text")
}

func TestQuery_String_parsesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := Query{Root: node(t, 3)}
		got, err := Parse(want.String())
		if err != nil {
			t.Fatalf("Parse(%q): %v", want, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("Parse(%q) (-want +got):\n%s", want, d)
		}
	})
}

// FuzzQuery holds that what can be parsed can be printed and parsed again to the same,
// and that an error points into the query.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{`speaker:"Ana Lim" corridor`, `-(a OR b*) date:2023-04..`, `kind:"x`, "走廊 level:none", `a AND NOT (b`, "«x» \\ \"\\\"\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Parse(s)
		var e *Error
		if errors.As(err, &e) {
			if e.Offset < 0 || e.Offset > len(s) || e.Error() == "" || e.Column() < 1 {
				t.Fatalf("Parse(%q): error at %d", s, e.Offset)
			}
			return
		}
		again, err := Parse(q.String())
		if err != nil {
			t.Fatalf("Parse(%q) prints as %q: %v", s, q, err)
		}
		if d := cmp.Diff(q, again); d != "" {
			t.Fatalf("Parse(%q) prints as %q (-first +second):\n%s", s, q, d)
		}
	})
}

func TestQuery_Map(t *testing.T) {
	q, err := Parse(`side:a (corridor OR -side:b) speaker:a`)
	if err != nil {
		t.Fatal(err)
	}
	got := q.Map(func(f Field) Field {
		if f.Name == Side {
			f.Value += f.Value
		}
		return f
	})
	if want := `side:aa (corridor OR -side:bb) speaker:a`; got.String() != want {
		t.Errorf("Map gave %s, want %s", got, want)
	}
	if got := (Query{}).Map(func(f Field) Field { return f }); got.Root != nil {
		t.Errorf("Map of everything gave %v", got)
	}
}
