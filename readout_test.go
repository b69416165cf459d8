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

// What programs rely on: the names, that lists are there when they are empty, and that
// unknown is null. Names may be added; a change of one breaks everybody.
func TestRecord_JSON(t *testing.T) {
	rec := Record{
		Schema:     Schema,
		Article:    Article{Evidence: List[Evidence]{{}}, Related: List[Related]{{}}, Links: List[Link]{{}}},
		Statements: List[Statement]{{Speaker: &Party{}, Time: &Time{}}},
		Events:     List[Event]{{Participants: List[Participant]{{}}}},
		Checks:     List[Check]{{}},
		Problems:   List[Problem]{{}},
		Stages:     map[string]string{},
	}
	const interval = `"earliest":null,"latest":null,"basis":""`
	const party = `"id":null,"name":"","type":"","office":null,"side":null,"candidates":[],"members":[]`
	want := `{"schema":"readout/1",` +
		`"page":{"id":"","path":null,"url":null,"captured":null,"media_type":"","bytes":0},` +
		`"article":{"headline":null,"byline":[],"publisher":null,"agency":null,"dateline":null,"language":null,` +
		`"published":{` + interval + `},` +
		`"evidence":[{"source":"","value":"","earliest":null,"latest":null,"used":false,"note":null}],"text":"",` +
		`"related":[{"headline":"","date":null,"url":null}],"links":[{"span":{"start":0,"end":0,"text":""},"url":""}]},` +
		`"statements":[{"id":null,"kind":"","content":[],"cue":[],"source":[],"speaker":{` + party + `},"addressee":null,"chain":[],` +
		`"setting":null,"level":null,"time":{"text":null,` + interval + `},"issues":[],"class":null,"mode":[],"actor":[],"target":[],"act":null,"refusal":null,"polarity":null,"modality":null,"answers":null,"event":null,"review":null,"confidence":0,"rule":""}],` +
		`"events":[{"id":null,"kind":"","class":null,"mode":[],"context":[],"status":"","participants":[{` + party + `,"role":"","country":null,"sector":[],"span":null}],"place":null,` +
		`"date":{"text":null,` + interval + `},"issues":[],"according_to":[],"mentions":[],"evidence":[]}],` +
		`"checks":[{"kind":"","span":null,"note":""}],"problems":[{"stage":"","kind":"","message":""}],"stages":{}}`
	got, err := json.Marshal(rec)
	if err != nil || string(got) != want {
		t.Errorf("record, %v:\n got %s\nwant %s", err, got, want)
	}
	var back Record
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(back); err != nil || string(again) != want {
		t.Errorf("read and written again, %v:\n got %s\nwant %s", err, again, want)
	}
}

func TestPage_Name(t *testing.T) {
	for want, p := range map[string]Page{
		"a.html": {Path: "a.html", URL: "https://example.org/a"}, "https://example.org/a": {URL: "https://example.org/a"}, "standard input": {},
	} {
		if got := p.Name(); got != want {
			t.Errorf("Name() = %q, want %q", got, want)
		}
	}
}

func TestRecord_emptyIsNullOrList(t *testing.T) {
	got, err := json.Marshal(Statement{})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":null,"kind":"","content":[],"cue":[],"source":[],"speaker":null,"addressee":null,"chain":[],` +
		`"setting":null,"level":null,"time":null,"issues":[],"class":null,"mode":[],"actor":[],"target":[],"act":null,"refusal":null,"polarity":null,"modality":null,"answers":null,"event":null,"review":null,"confidence":0,"rule":""}`
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
