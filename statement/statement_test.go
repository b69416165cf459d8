package statement_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/actor"
	"readout/models/en"
	"readout/statement"
	"readout/text"
)

// cast is who is who in the tests.
const cast = `
as_of = "2024-06-30"
[[state]]
id = "RUV"
name = "Ruvia"
status = "un-member"
demonyms = ["Ruvian", "Ruvians"]
capital = "Lurra"
head_of_state = "President"
[[state]]
id = "OST"
name = "Ostland"
status = "un-member"
demonyms = ["Ostlandic"]
capital = "Port Even"
head_of_state = "President"
foreign_minister = "Foreign Secretary"
[[outlet]]
id = "lakewire"
name = "Lakewire"
side = "RUV"
role = "agency"
[[person]]
id = "ana-lim"
name = "Ana Lim"
gender = "f"
held = [{ office = "RUV/head-of-state", from = "2020-01-01" }]
[[person]]
id = "petr-lim"
name = "Petr Lim"
gender = "m"
side = "RUV"
role = "activist"
[[person]]
id = "tomas-ode"
name = "Tomas Ode"
gender = "m"
held = [{ office = "OST/foreign-minister", from = "2021-05-01" }]
[[person]]
id = "kara-brun"
name = "Kara Brun"
gender = "f"
held = [{ office = "OST/spokesperson", from = "2022" }]
`

func roster(t testing.TB) *actor.Roster {
	t.Helper()
	r, err := actor.Load(nil, actor.File{Name: "cast.toml", Data: []byte(cast)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// input is an article of Lakewire of 12 March 2024, a Tuesday.
func input(t testing.TB, text string) statement.Input {
	return statement.Input{Page: "sha256:0", Roster: roster(t), Article: &readout.Article{
		Text: text, Agency: "Lakewire", Language: "en", Published: readout.On("2024-03-12", readout.Stated)}}
}

func name(p *readout.Party) string {
	switch {
	case p == nil:
		return "?"
	case p.ID != "":
		return string(p.ID)
	}
	return "(" + p.Name + ")"
}

func content(s readout.Statement) string {
	var parts []string
	for _, sp := range s.Content {
		parts = append(parts, sp.Text)
	}
	return strings.Join(parts, " + ")
}

// lines are the statements as "kind speaker: content".
func lines(found []readout.Statement) []string {
	var out []string
	for _, s := range found {
		out = append(out, fmt.Sprintf("%s %s: %s", s.Kind, name(s.Speaker), content(s)))
	}
	return out
}

func TestFind(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"quotation, name, verb", `"We will sign," Ana Lim said.`, []string{`direct ana-lim: "We will sign,"`}},
		{"quotation, verb, name", `"We will sign," said Ana Lim.`, []string{`direct ana-lim: "We will sign,"`}},
		{"name, verb, quotation", `Ana Lim said: “We will sign.”`, []string{`direct ana-lim: “We will sign.”`}},
		{"split quotation", `"We will sign," said Ana Lim, "and go home."`, []string{`direct ana-lim: "We will sign," + "and go home."`}},
		{"quotation goes on after the sentence", `"We will sign," Ana Lim said. "Then we go home."`, []string{`direct ana-lim: "We will sign," + "Then we go home."`}},
		{"paraphrase", `Ana Lim said that talks would go on.`, []string{`indirect ana-lim: that talks would go on`}},
		{"paraphrase without that", `Ana Lim said on Monday talks would go on.`, []string{`indirect ana-lim: talks would go on`}},
		{"mixed", `Ana Lim said that talks were "very close" to their end.`, []string{`mixed ana-lim: that talks were "very close" to their end`}},
		{"two verbs of one speaker", `Tomas Ode rejected the plan and said that talks were over.`, []string{
			`indirect tomas-ode: the plan`, `indirect tomas-ode: that talks were over`}},
		{"participle", `Tomas Ode left the room, saying that talks were over.`, []string{`indirect tomas-ode: that talks were over`}},
		{"clause between", `The plan, Ana Lim said, would fail.`, []string{`indirect ana-lim: The plan + would fail`}},
		{"according to", `According to Ana Lim, the plan has failed.`, []string{`indirect ana-lim: the plan has failed`}},
		{"two single marks shut a double one", "“It was wrong,’’ Ana Lim, head of the mission, said. “We will go.”", []string{`direct ana-lim: “It was wrong,’’ + “We will go.”`}},
		{"clause that hangs open", `The film showed her silent, when, in fact, Ana Lim responded quickly.`, nil},
		{"quotation of somebody else's", `Tomas Ode told reporters that Ana Lim had said: "We will stay."`, []string{`direct ana-lim: "We will stay."`}},
		{"what is not mentioned", `Without mentioning the bridge, Ana Lim said the road was open.`, []string{`indirect ana-lim: the road was open`}},
		{"nor", `Nor are the members seeing any losses, according to Ana Lim.`, []string{`indirect ana-lim: Nor are the members seeing any losses`}},
		{"reported that, according to", `The office reported that, according to Ana Lim, the lake was low.`, []string{`indirect ana-lim: the lake was low`}},
		{"gloss behind a quotation", `"We could win," said Ana Lim. "We could win in Lurra," which votes on Monday.`, []string{`direct ana-lim: "We could win," + "We could win in Lurra,"`}},
		{"recalled of another", `"We will build it," Tomas Ode recalled Ana Lim telling him.`, []string{`direct ana-lim: "We will build it,"`}},
		{"quoted by a paper", `The Ostra Courier quoted Ana Lim as saying that the ferry would return.`, []string{`indirect ana-lim: that the ferry would return`}},
		{"quotation behind a dash", `Ana Lim has changed her account once — “the gate was open,” she said.`, []string{`direct ana-lim: “the gate was open,”`}},
		{"apposition", `Tomas Ode, the foreign secretary of Ostland, told reporters that talks were over.`, []string{`indirect tomas-ode: that talks were over`}},
		{"demand of a hearer", `Ana Lim urged Tomas Ode to open the road.`, []string{`indirect ana-lim: to open the road`}},
		{"accusation", `Ana Lim accused Tomas Ode of lying about the road.`, []string{`indirect ana-lim: Tomas Ode of lying about the road`}},
		{"request", `Ana Lim requested the names of the miners and asked that the road be opened.`, []string{
			`indirect ana-lim: the names of the miners`, `indirect ana-lim: that the road be opened`}},
		{"attention", `Ana Lim also drew attention to the arrest of the miners of Ostland.`, []string{`indirect ana-lim: the arrest of the miners of Ostland`}},
		{"surname after the full name", "Ana Lim came.\n\n\"We will sign,\" Lim said.", []string{`direct ana-lim: "We will sign,"`}},
		{"surname of two", `"We will sign," Lim said.`, []string{`direct (Lim): "We will sign,"`}},
		{"pronoun", "Ana Lim said that talks would go on. \"We will sign,\" she added.", []string{
			`indirect ana-lim: that talks would go on`, `direct ana-lim: "We will sign,"`}},
		{"pronoun of another gender", "Ana Lim said that talks would go on. \"We will sign,\" he added.", []string{
			`indirect ana-lim: that talks would go on`, `direct (he): "We will sign,"`}},
		{"gender of a first name", "Clara Venn met Bruno Hask. \"We will sign,\" she said. \"We will not,\" he replied.", []string{
			`direct (Clara Venn): "We will sign,"`, `direct (Bruno Hask): "We will not,"`}},
		{"she is not he later", "Ondra Venn said that talks would go on. She said that it was late. \"We will sign,\" he added.", []string{
			`indirect (Ondra Venn): that talks would go on`, `indirect (Ondra Venn): that it was late`, `direct (he): "We will sign,"`}},
		{"name after kin", `According to his aunt, Jana Venn, he was always late.`, []string{`indirect (Jana Venn): he was always late`}},
		{"one of a group", `The officials and Tomas Ode said that talks were over.`, []string{`indirect (The officials and Tomas Ode): that talks were over`}},
		{"sentence before a quotation", `Brass bands played. "We will sign," Ana Lim said.`, []string{`direct ana-lim: "We will sign,"`}},
		{"asked by the one who speaks", `"Which road?" asked Jana Venn.`, []string{`question (Jana Venn): "Which road?"`}},
		{"role noun", "Kara Brun, the spokesperson, said that talks would go on.\n\nThe spokesperson added, \"We will sign.\"", []string{
			`indirect kara-brun: that talks would go on`, `direct kara-brun: "We will sign."`}},
		{"office without a name", "Tomas Ode travelled to Lurra.\n\nThe foreign secretary said that talks were over.", []string{
			`indirect tomas-ode: that talks were over`}},
		{"headline style", `Lim: "We will sign"`, nil},
		{"relay after the content", `Ana Lim said that the plan had failed, Lakewire reports.`, []string{`indirect ana-lim: that the plan had failed`}},
		{"sources behind an agency", `The talks will open in May, Lakewire has learned from diplomatic sources.`, []string{
			`indirect (diplomatic sources): The talks will open in May`}},
		{"name behind a dash", `"We will sign." – Ana Lim, President of Ruvia`, []string{`direct ana-lim: "We will sign."`}},
		{"relative clause", `Tomas Ode, who had said that talks were over, smiled at the guests.`, []string{`indirect tomas-ode: that talks were over`}},
		{"facts are no statements", `Ana Lim arrived in Port Even on Monday. The talks will go on.`, nil},
		{"scare quotes", `The so-called "peace train" left Lurra on time.`, nil},
		{"title of a work", `She sang "The Long Road" at the gala.`, nil},
		{"name in marks that writes", `The deal is dead, as "The Long Road" wrote in May.`, nil},
		{"quoted word of a relative clause", `The four "loopholes" Ana Lim cited are shut.`, nil},
		{"nickname", `Petr "Red" Lim left the hall.`, nil},
		{"noun that looks like a verb", `The report states of the lake were at odds over claims to its water.`, nil},
		{"not yet said", `Ana Lim will announce that talks are over.`, nil},
		{"stray mark", `He paid 5" of rope. Ana Lim said that talks would go on.`, []string{`indirect ana-lim: that talks would go on`}},
		{"mark never shut", "“We will sign, she said. Then they left.\n\nAna Lim said that talks would go on.", []string{
			`indirect (she): “We will sign`, `indirect ana-lim: that talks would go on`}},
		{"other marks", `«We will sign,» said Ana Lim.`, []string{`direct ana-lim: «We will sign,»`}},
		{"low marks", `„We will sign,“ said Ana Lim.`, []string{`direct ana-lim: „We will sign,“`}},
		{"old marks", "``We will sign,'' said Ana Lim.", []string{"direct ana-lim: ``We will sign,''"}},
		{"single marks with apostrophes", `'We don't sign the ministers' paper,' said Ana Lim.`, []string{`direct ana-lim: 'We don't sign the ministers' paper,'`}},
		{"inner quotation", `"They told us 'no' and we left," said Ana Lim.`, []string{`direct ana-lim: "They told us 'no' and we left,"`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, lines(statement.Find(input(t, tt.in)))); diff != "" {
				t.Errorf("Find(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

func TestFind_paragraphs(t *testing.T) {
	in := "“We will sign,” Ana Lim said. “It took a year.\n\n“It was worth it.\n\n“We go home.”\n\nThe lake is calm."
	want := []string{"direct ana-lim: “We will sign,” + “It took a year. + “It was worth it. + “We go home.”"}
	if diff := cmp.Diff(want, lines(statement.Find(input(t, in)))); diff != "" {
		t.Errorf("Find(%q) (-want +got):\n%s", in, diff)
	}
}

func TestFind_question(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string // as in TestFind
		asked    string   // of whom
		answered int      // which statement answers
	}{
		{"refused", `Asked if the road was open, Kara Brun refused to comment.`,
			[]string{`question ?: if the road was open`, `refusal kara-brun: to comment`}, "kara-brun", 1},
		{"two speakers in one sentence", `Lakewire also asked Kara Brun if the road was open, Brun said, "It is always on the table."`,
			[]string{`question lakewire: if the road was open`, `direct kara-brun: "It is always on the table."`}, "kara-brun", 1},
		{"answer in quotation marks that is none", `Asked whether the road was open, Kara Brun said, "I'm not going to comment on that."`,
			[]string{`question ?: whether the road was open`, `refusal kara-brun: "I'm not going to comment on that."`}, "kara-brun", 1},
		{"passive", `Kara Brun was asked about the road. "It is open," she said.`,
			[]string{`question ?: the road`, `direct kara-brun: "It is open,"`}, "kara-brun", 1},
		{"asked within the subject", `Kara Brun, asked at a dinner whether the road was open, said that it was.`,
			[]string{`question ?: whether the road was open`, `indirect kara-brun: that it was`}, "kara-brun", 1},
		{"pressed", `Pressed by Lakewire on the road, Kara Brun said that it was open.`,
			[]string{`question lakewire: the road`, `indirect kara-brun: that it was open`}, "kara-brun", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := statement.Find(input(t, tt.in))
			if diff := cmp.Diff(tt.want, lines(got)); diff != "" {
				t.Fatalf("Find(%q) (-want +got):\n%s", tt.in, diff)
			}
			if n := name(got[0].Addressee); n != tt.asked {
				t.Errorf("asked of %s, want %s", n, tt.asked)
			}
			if got[tt.answered].Answers != got[0].ID {
				t.Errorf("statement %d answers %q, want %q", tt.answered, got[tt.answered].Answers, got[0].ID)
			}
		})
	}
}

// TestFind_details checks what stands around a statement.
func TestFind_details(t *testing.T) {
	tests := []struct {
		name, in string
		at       int // which statement
		want     string
	}{
		{"briefing", `"It is open," Kara Brun told a daily briefing on Monday.`, 0, "named briefing to ? via lakewire, on Monday 2024-03-11"},
		{"hearer", `Tomas Ode told Ana Lim that talks were over.`, 0, "named  to ana-lim via lakewire"},
		{"post", `"It is open," Ana Lim wrote on Twitter.`, 0, "named post to ? via lakewire"},
		{"ministry", `The Foreign Ministry of Ruvia said in a statement that talks were over.`, 0, "institution statement to ? via lakewire"},
		{"seat of government", `Lurra said that talks were over.`, 0, "institution  to ? via lakewire"},
		{"unnamed", `"It is open," said a senior official who asked not to be named.`, 0, "unnamed  to ? via lakewire"},
		{"two people", `The road is open, two people familiar with the matter told Lakewire.`, 0, "unnamed  to lakewire via lakewire"},
		{"office", `The prime minister said that talks were over.`, 0, "office  to ? via lakewire"},
		{"outlet", `Lakewire reported that talks were over.`, 0, "outlet  to ? via "},
		{"inner voice", `The press service of the President of Ruvia reported that during the talks, Ana Lim noted that peace was near.`, 0,
			"named talks to ? via RUV/presidency < lakewire"},
		{"account of a call", "President Ana Lim spoke by telephone with Tomas Ode.\n\nLim \"shared her belief that peace was near,\" Kara Brun said in a readout of the call.", 1,
			"named call to tomas-ode via kara-brun < lakewire"},
		{"day and month", `Ana Lim said on March 3 that talks were over.`, 0, "named  to ? via lakewire, on March 3 2024-03-03"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := statement.Find(input(t, tt.in))
			if len(found) <= tt.at {
				t.Fatalf("Find(%q) = %q, want more than %d", tt.in, lines(found), tt.at)
			}
			s := found[tt.at]
			var chain []string
			for i := range s.Chain {
				chain = append(chain, name(&s.Chain[i]))
			}
			got := fmt.Sprintf("%s %s to %s via %s", s.Level, s.Setting, name(s.Addressee), strings.Join(chain, " < "))
			if s.Time != nil {
				got += fmt.Sprintf(", %s %s", s.Time.Text, s.Time.Day())
			}
			if got != tt.want {
				t.Errorf("Find(%q): %q\n got %q\nwant %q", tt.in, lines(found), got, tt.want)
			}
		})
	}
}

// TestFind_side checks for whom somebody speaks: not for a state that his life has to do with.
func TestFind_side(t *testing.T) {
	tests := []struct {
		name, in string
		want     readout.Opt
	}{
		{"by the title", `"It is open," said Ruvian envoy Jana Venn.`, "RUV"},
		{"what he does", `"It is open," said Jana Venn, who sells fish in Ruvia.`, ""},
		{"where it has its seat", `"It is open," said Jana Venn, head of the Lurra-based Lake Club.`, ""},
		{"name of a school", `"It is open," said Jana Venn, a professor at the University of Lurra.`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := statement.Find(input(t, tt.in))
			if len(found) != 1 || found[0].Speaker == nil || found[0].Speaker.Side != tt.want {
				t.Errorf("Find(%q) = %q, want one by somebody of side %q", tt.in, lines(found), tt.want)
			}
		})
	}
}

func TestFind_transcript(t *testing.T) {
	in := "MR. BRUN: Good day.\n\nQUESTION: Is the road open?\n\nMR. BRUN: I refer you to the ministry.\n\nThat is all."
	got := statement.Find(input(t, in))
	want := []string{"direct kara-brun: Good day.", "question ?: Is the road open?", "refusal kara-brun: I refer you to the ministry. + That is all."}
	if diff := cmp.Diff(want, lines(got)); diff != "" {
		t.Fatalf("Find (-want +got):\n%s", diff)
	}
	if got[2].Answers != got[1].ID || got[2].Setting != "transcript" {
		t.Errorf("answers %q in %q, want %q in transcript", got[2].Answers, got[2].Setting, got[1].ID)
	}
}

func TestFind_otherLanguage(t *testing.T) {
	in := input(t, `"We will sign," said Ana Lim.`)
	in.Article.Language = "fr"
	if got := statement.Find(in); got != nil {
		t.Errorf("Find of a French article = %q, want nothing", lines(got))
	}
}

func TestFind_ids(t *testing.T) {
	in := input(t, `"We will sign," said Ana Lim. Ana Lim said that talks were over.`)
	a, b := statement.Find(in), statement.Find(in)
	if diff := cmp.Diff(a, b); diff != "" || len(a) != 2 || a[0].ID == a[1].ID {
		t.Errorf("two readings differ, or ids repeat: %v\n%s", a, diff)
	}
	in.Page = "sha256:1"
	if c := statement.Find(in); c[0].ID == a[0].ID {
		t.Errorf("two pages share the id %s", a[0].ID)
	}
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name, headline, text string
		want                 []string
	}{
		{"headline has it", `Lim: 'We Will Sign'`, `"We will sign," Ana Lim said.`, nil},
		{"headline changes it", `'We Shall Sign': Lim`, `"We will sign," Ana Lim said.`, []string{"headline-quote-unsupported"}},
		{"headline gives it to another", `'The Road Is Open', Lim Says`, `"The road is open," Tomas Ode said. Ana Lim said that she was glad.`, []string{"headline-quote-other-speaker"}},
		{"headline with a colon", `Lim: 'The Road Is Open'`, `"The road is open," Tomas Ode said. Ana Lim said that she was glad.`, []string{"headline-quote-other-speaker"}},
		{"headline has the speaker", `'The Road Is Open', Ode Says`, `"The road is open," Tomas Ode said. Ana Lim said that she was glad.`, nil},
		{"nobody said it", "", `"We will sign the paper when the lake is calm." The hall was silent.`, []string{"quote-unattributed"}},
		{"mark without a partner", "", "“We will sign, she said. Then they left.", []string{"quote-unclosed"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := input(t, tt.text)
			in.Article.Headline = readout.Opt(tt.headline)
			var got []string
			for _, c := range statement.Check(in, statement.Find(in)) {
				got = append(got, c.Kind)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Check (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCheck_nearWording(t *testing.T) {
	in := input(t, `Ana Lim said that peace was possible.`)
	in.Article.Headline = `'Peace Is Possible', Lim Says`
	got := statement.Check(in, statement.Find(in))
	if len(got) != 1 || !strings.Contains(got[0].Note, "peace was possible") {
		t.Errorf("Check = %v, want one with the near wording", got)
	}
}

// TestFind_hostile holds that odd texts are read in time that grows with their length.
func TestFind_hostile(t *testing.T) {
	if testing.Short() {
		t.Skip("reads long texts")
	}
	for _, part := range []string{"said that ", `" `, "“", "'a ", "Ana Lim said, ", "(", ", and said ", "Ana ", "A: b\n", "\xff", "of the ", ", who ",
		"«»", "he said, she said, ", "the minister said x. Ana Lim told him, ", "“a b c d e f g h i j,” he said. "} {
		in := input(t, strings.Repeat(part, 128<<10/len(part)))
		start := time.Now()
		statement.Check(in, statement.Find(in))
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("text of %q took %v", part, took)
		}
	}
}

// TestFind_bounded holds that what lies beyond MaxText is not read.
func TestFind_bounded(t *testing.T) {
	if testing.Short() {
		t.Skip("reads long texts")
	}
	in := input(t, strings.Repeat("é", 25<<20)+`. "We will sign," said Ana Lim.`)
	if got := statement.Find(in); len(got) != 0 {
		t.Errorf("Find of a 50 MB line = %q, want nothing", lines(got))
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		`"We will sign," said Ana Lim, "and go."`, "Asked if the road was open, Kara Brun refused to comment.",
		"“A.\n\n“B,” he said: „C“", "QUESTION: A?\n\nMR. BRUN: B.\n\nC: D", `According to "x", it "y," Lim said.`, "''a'' 'b' \xff ’s",
		`Lim "shared her belief that peace was near," Kara Brun said in a readout of the call.`,
	} {
		f.Add(s)
	}
	r := roster(f)
	model, err := en.Load()
	if err != nil {
		f.Fatal(err)
	}
	finder, err := en.LoadAttribution()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := &readout.Article{Text: s, Headline: readout.Opt(s), Published: readout.On("2024-03-12", readout.Stated)}
		in := statement.Input{Article: a, Roster: r}
		checkFound(t, in, statement.Find(in))
		in.Document, in.Finder = text.Annotate(model, s), finder
		checkFound(t, in, statement.Find(in))
	})
}

// checkFound holds what is true of the statements of any text.
func checkFound(t *testing.T, in statement.Input, found []readout.Statement) {
	t.Helper()
	s := in.Article.Text
	tx := readout.NewText(s)
	ids := map[readout.StatementID]bool{}
	for _, st := range found {
		if len(st.Content) == 0 || st.Confidence <= 0 || st.Confidence > 1 || st.Rule == "" {
			t.Errorf("Find(%q): %+v has no content, confidence or rule", s, st)
		}
		for _, spans := range [][]readout.Span{st.Content, st.Cue, st.Source} {
			for _, sp := range spans {
				if !utf8.ValidString(s) {
					continue // an article's text is valid; here it is enough not to panic
				}
				if start, end := tx.Bytes(sp); start < 0 || start >= end {
					t.Errorf("Find(%q): span %+v is not the text's", s, sp)
				}
			}
		}
		if ids[st.ID] {
			t.Errorf("Find(%q): %s twice", s, st.ID)
		}
		ids[st.ID] = true
	}
	for _, st := range found {
		if st.Answers != "" && !ids[st.Answers] {
			t.Errorf("Find(%q): answers %s, which is not there", s, st.Answers)
		}
	}
	statement.Check(in, found)
	statement.Dated(in, found)
}

func BenchmarkFind(b *testing.B) {
	in := input(b, strings.Repeat("President Ana Lim said on Monday that talks “have not failed.” Asked if the road was open, she declined to comment.\n\n", 100))
	b.SetBytes(int64(len(in.Article.Text)))
	for b.Loop() {
		statement.Find(in)
	}
}

func ExampleFind() {
	article := &readout.Article{Text: `"We will sign," Ana Lim told reporters. She refused to name a day.`}
	for _, s := range statement.Find(statement.Input{Article: article}) {
		fmt.Println(s.Kind, s.Speaker.Name, s.Content[0].Text)
	}
	// Output:
	// direct Ana Lim "We will sign,"
	// refusal Ana Lim to name a day
}
