package readout

import (
	"encoding/json"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestText_Span(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		runes := rapid.SliceOfN(rapid.RuneFrom([]rune("ab “é漢𝄞\n")), 0, 1200).Draw(t, "runes")
		s := string(runes)
		text := NewText(s)
		from := rapid.IntRange(0, len(runes)).Draw(t, "from")
		to := rapid.IntRange(from, len(runes)).Draw(t, "to")
		start, end := len(string(runes[:from])), len(string(runes[:to]))
		got := text.Span(start, end)
		if want := (Span{from, to, s[start:end]}); got != want {
			t.Fatalf("Span(%d, %d) = %v, want %v", start, end, got, want)
		}
		if b, e := text.Bytes(got); b != start || e != end {
			t.Fatalf("Bytes(%v) = %d, %d, want %d, %d", got, b, e, start, end)
		}
	})
}

func TestText_Bytes_refusesForeignSpans(t *testing.T) {
	text := NewText("Ana said “yes”.")
	for _, sp := range []Span{{-1, 2, "A"}, {0, 99, "x"}, {0, 3, "Bob"}, {3, 1, ""}} {
		if b, e := text.Bytes(sp); b != -1 || e != -1 {
			t.Errorf("Bytes(%v) = %d, %d, want -1, -1", sp, b, e)
		}
	}
	if !utf8.ValidString(text.String()) {
		t.Error("the text changed")
	}
}

func TestRecord_emptyIsNullOrList(t *testing.T) {
	got, err := json.Marshal(Statement{})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":null,"kind":"","content":[],"cue":[],"source":[],"speaker":null,"addressee":null,"chain":[],` +
		`"setting":null,"level":null,"time":null,"issues":[],"class":null,"act":null,"answers":null,"event":null,"confidence":0,"rule":""}`
	if string(got) != want {
		t.Errorf("empty statement:\n got %s\nwant %s", got, want)
	}
}

func TestMakeDay(t *testing.T) {
	tests := []struct {
		y, m, d int
		want    Day
	}{
		{2023, 4, 30, "2023-04-30"}, {2023, 2, 29, ""}, {2024, 2, 29, "2024-02-29"}, {2023, 13, 1, ""}, {0, 1, 1, ""},
	}
	for _, tt := range tests {
		if got := MakeDay(tt.y, tt.m, tt.d); got != tt.want {
			t.Errorf("MakeDay(%d, %d, %d) = %q, want %q", tt.y, tt.m, tt.d, got, tt.want)
		}
	}
}
