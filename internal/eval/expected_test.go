package eval

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
)

const expectedFile = `# by hand
headline: Bridge opens: "at last"
byline: A. Lim; B. Orr
published: 2024-03-04..2024-04-03 stated or ..2026-01-14 capture
captured: 2026-01-14
problems: paywall
related: 2024-03-01 | Ice, and no boats | a column
related: - | Undated
check: headline-quote-unsupported
event: call | 2024-03-03 | happened | Ana Lim; Bo Orr
optional event: talks or meeting | ? | planned | -

text: Asked when, Lim said: “Soon.”

question
  content: when
  cue: Asked
  to: Ana Lim | VES/spokesperson | VES | ana-lim
direct
  content: “Soon.”
  cue: said:
  source: Lim
  speaker: Ana Lim | VES/spokesperson | VES | ana-lim
  chain: press service of the President < AGENCY
  setting: briefing
  level: named
  time: on Sunday | 2024-03-03
  answers: when
  optional: yes
`

func TestParseExpected(t *testing.T) {
	got, err := ParseExpected(expectedFile)
	if err != nil {
		t.Fatal(err)
	}
	ana := ExpectedParty{Name: "Ana Lim", Office: "VES/spokesperson", Side: "VES", ID: "ana-lim"}
	want := &Expected{
		Headline: `Bridge opens: "at last"`,
		Byline:   []string{"A. Lim", "B. Orr"},
		Published: []readout.Interval{
			{Earliest: "2024-03-04", Latest: "2024-04-03", Basis: readout.Stated},
			{Latest: "2026-01-14", Basis: readout.Capture},
		},
		Captured: "2026-01-14",
		Problems: []string{"paywall"},
		Checks:   []string{"headline-quote-unsupported"},
		Related: []readout.Related{
			{Headline: "Ice, and no boats | a column", Date: "2024-03-01"},
			{Headline: "Undated"},
		},
		Events: []ExpectedEvent{
			{Kinds: []string{"call"}, Date: readout.Interval{Earliest: "2024-03-03", Latest: "2024-03-03"}, Statuses: []string{"happened"}, Participants: []string{"Ana Lim", "Bo Orr"}},
			{Kinds: []string{"talks", "meeting"}, Statuses: []string{"planned"}, Optional: true},
		},
		Judged:     true,
		Paragraphs: []string{"Asked when, Lim said: “Soon.”"},
		Statements: []ExpectedStatement{
			{Line: 15, Kind: readout.Question, Content: []string{"when"}, Cue: []string{"Asked"}, Addressee: ana},
			{
				Line: 19, Kind: readout.Direct, Content: []string{"“Soon.”"}, Cue: []string{"said:"}, Source: []string{"Lim"},
				Speaker: ana, Chain: []string{"press service of the President", "AGENCY"}, Setting: "briefing", Level: readout.Named,
				TimeText: "on Sunday", Time: readout.Interval{Earliest: "2024-03-03", Latest: "2024-03-03"},
				Answers: "when", Optional: true,
			},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestParseExpected_mistakes(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"unknown key", "headline: A\ncolour: red", "line 2: unknown key \"colour\""},
		{"no value", "headline:", "line 1: \"headline:\" is neither"},
		{"no such kind", "headline: A\nshout\n  content: A", "line 2: \"shout\" is neither"},
		{"a statement's key before any", "  content: A", "line 1: \"content: A\" is indented"},
		{"unknown key of a statement", "direct\n  content: A\n  mood: bad", "line 3: unknown key \"mood\""},
		{"no content", "text: A\ndirect\n  cue: said", "line 2: a statement without content"},
		{"no such day", "published: 2024-02-30 stated", "line 1: \"2024-02-30\" is not a day"},
		{"no basis", "published: 2024-02-03", "line 1: a publication date is"},
		{"no such basis", "published: 2024-02-03 guess", "line 1: no basis"},
		{"no such level", "direct\n  content: A\n  level: loud", "line 3: no level"},
		{"party in three parts", "direct\n  content: A\n  speaker: A | B | C", "line 3: a party is"},
		{"event in three parts", "event: call | ? | happened", "line 1: an event is"},
		{"related without a day", "related: Ice", "line 1: a related item is"},
		{"time without a day", "direct\n  content: A\n  time: on Sunday", "line 3: a time is"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseExpected(tt.in)
			if !errors.Is(err, readout.ErrInvalid) || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("ParseExpected(%q) = %v, want %q and what follows", tt.in, err, tt.want)
			}
		})
	}
}

func TestExpectedStatement_Locate(t *testing.T) {
	tests := []struct {
		name                 string
		content, cue, source []string
		want                 string // {content} <cue> [source]
	}{
		{"pieces around the cue", []string{"“We sign,”", "“Then we eat.”"}, []string{"said"}, []string{"she"}, "Lim said no. {“We sign,”} [she]\n<said>. {“Then we eat.”}"},
		{"the nearest of many cues", []string{"it is Friday"}, []string{"said"}, []string{"She"}, "Lim said no. [She] <said> {it is Friday}; Lim, he said, lied."},
		{"no part of a word", []string{"lied"}, []string{"said"}, []string{"he"}, "She lie, she said; then, [he] <said>, she {lied}."},
		{"white space of another kind", []string{"he saw it"}, []string{"said"}, []string{"Orr"}, "[Orr] <said> {he\u00a0 saw it}."},
		{"the same paragraph before a nearer one", []string{"no"}, []string{"said"}, nil, "{no} was what she <said>.\n\nOrr said."},
		{"a line end is no paragraph's", []string{"no"}, []string{"said"}, nil, "Orr said all she could; {no}\n<said> she."},
		{"a cue in two pieces", []string{"as poetry"}, []string{"was rejected", "by"}, []string{"Orr"}, "It <was rejected> on Friday <by> [Orr] {as poetry}."},
		{"no cue and no source", []string{"“No.”"}, nil, nil, "{“No.”} – Orr"},
	}
	marks := strings.NewReplacer("{", "", "}", "", "<", "", ">", "", "[", "", "]", "")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := ExpectedStatement{Content: tt.content, Cue: tt.cue, Source: tt.source}
			text := marks.Replace(tt.want)
			p, err := s.Locate(text)
			if err != nil {
				t.Fatal(err)
			}
			if got := marked(text, p); got != tt.want {
				t.Errorf("Locate found %s, want %s", got, tt.want)
			}
		})
	}
}

// marked puts {}, <> and [] around the pieces of content, cue and source.
func marked(text string, p Place) string {
	at := make(map[int]string)
	for _, m := range []struct {
		pieces      [][2]int
		open, close string
	}{{p.Content, "{", "}"}, {p.Cue, "<", ">"}, {p.Source, "[", "]"}} {
		for _, q := range m.pieces {
			at[q[0]] += m.open
			at[q[1]] += m.close
		}
	}
	var b strings.Builder
	for i := range len(text) + 1 {
		b.WriteString(at[i])
		if i < len(text) {
			b.WriteByte(text[i])
		}
	}
	return b.String()
}

func TestExpectedStatement_Locate_absent(t *testing.T) {
	tests := []struct {
		name string
		s    ExpectedStatement
		text string
		want string
	}{
		{"content not there", ExpectedStatement{Content: []string{"no"}}, "Orr said yes.", `content "no" is not in the text`},
		{"content twice", ExpectedStatement{Content: []string{"no"}}, "Lim said no. Orr said no.", `content "no" stands 2 times in the text`},
		{"pieces in the wrong order", ExpectedStatement{Content: []string{"b", "a"}}, "a, said Orr, b", `content "a" does not follow in the text`},
		{"a cue inside the content only", ExpectedStatement{Content: []string{"he said no"}, Cue: []string{"said"}}, "he said no", `cue "said" is not in the text beside its content`},
		{"no such source", ExpectedStatement{Content: []string{"no"}, Source: []string{"Lim"}}, "Orr said no.", `source "Lim" is not in the text beside its content`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := tt.s.Locate(tt.text); err == nil || err.Error() != tt.want {
				t.Errorf("Locate = %v, want %s", err, tt.want)
			}
		})
	}
}
