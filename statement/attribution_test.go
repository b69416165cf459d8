package statement_test

import (
	"fmt"
	"strings"
	"testing"

	"readout"
	"readout/models/en"
	"readout/statement"
	"readout/text"
)

// TestFind_occasions checks settings by how an occasion hangs on the cue, opens the
// sentence, or is carried on.
func TestFind_occasions(t *testing.T) {
	tests := []struct{ name, in, want string }{ // the last statement's setting
		{"adjective in between", `At her closing press conference, Ana Lim said that it was open.`, "briefing"},
		{"conference of fishermen", `At a fisheries conference in Lurra, Ana Lim said that it was open.`, ""},
		{"part of an occasion", `Ana Lim said at the start of the talks that it was open.`, "talks"},
		{"on the sidelines", `Ana Lim said on the sidelines of the summit that it was open.`, ""},
		{"public meeting", `Ana Lim said at a town hall meeting that it was open.`, ""},
		{"before cameras", `Appearing before the media in Lurra, Ana Lim said that it was open.`, "briefing"},
		{"speech that opens the sentence", `Delivering the annual lake lecture, Ana Lim said that it was open.`, "speech"},
		{"call with reporters", `In a conference call with reporters, Ana Lim said that it was open.`, "briefing"},
		{"channel of its own", `The road is open, the Foreign Ministry of Ruvia announced on its channel.`, "post"},
		{"letter", `In a letter to Tomas Ode, Ana Lim said that it was open.`, ""},
		{"told a paper by telephone", `Ana Lim told the Lakewire by telephone that it was open.`, ""},
		{"statement put out", `The Foreign Ministry of Ruvia issued a statement saying that it was open.`, "statement"},
		{"interview carried on", "In an interview, Ana Lim said that it was open.\n\nThe road is long.\n\n\"I know it well,\" she said.", "interview"},
		{"stage without a statement", "Ana Lim is holding a press conference in Lurra. \"It is open,\" she said.", "briefing"},
		{"somebody else is told", "At a rally, Ana Lim said that it was open.\n\nLim told reporters that she was glad.", ""},
		{"said before that", "At a rally, Ana Lim said that it was open.\n\nLim has said that it is a lie.", ""},
		{"note of its own", "In an interview, Ana Lim said that it was open.\n\nIn a note to her staff, Lim said that she was glad.", ""},
		{"briefing by a participle", "Briefing journalists in Lurra, Ana Lim said that it was open.", "briefing"},
		{"evidence", "Testifying before the committee, Ana Lim said that it was open.", "speech"},
		{"podcast", "Ana Lim said in an episode of the podcast Deep Road that it was open.", "interview"},
		{"press elsewhere", "At a rally, Ana Lim said that it was open.\n\nSpeaking to journalists in the car park, Lim said that she was glad.", ""},
		{"paper called Post", `Ana Lim told the Lurra Post that it was open.`, ""},
		{"hyphen with a preposition", `Ana Lim said in an after-dinner speech that it was open.`, "speech"},
		{"before a committee", `On Tuesday, before the Rivers Committee, Ana Lim said that it was open.`, "speech"},
		{"before a vote", `On Tuesday, before the committee voted, Ana Lim said that it was open.`, ""},
		{"nation addressed", "Ana Lim addresses the nation. She says that it is open.", "speech"},
		{"the two who met", "Ana Lim received Tomas Ode in Lurra.\n\nLim stressed that the road was open. Ode noted that it was long.", "talks"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := statement.Find(input(t, tt.in))
			if len(found) == 0 {
				t.Fatalf("Find(%q) found nothing", tt.in)
			}
			if got := string(found[len(found)-1].Setting); got != tt.want {
				t.Errorf("Find(%q): %q, last in %q, want %q", tt.in, shown(found), got, tt.want)
			}
		})
	}
}

// TestFind_refusals checks what is a refusal, and of which class.
func TestFind_refusals(t *testing.T) {
	tests := []struct{ name, in, want string }{ // kind and class of the last statement
		{"declined", `Ana Lim declined to say when.`, "refusal declined"},
		{"would not", `Ana Lim would not say when it would open.`, "refusal refused"},
		{"unwilling", `Ana Lim was unwilling to say whether it was open.`, "refusal refused"},
		{"no comment", `Ana Lim said she had no comment.`, "refusal no-comment"},
		{"gave none", `The ministry offered no comment.`, "refusal no-comment"},
		{"no response", `The ministry has yet to respond to a request for comment.`, "refusal no-response"},
		{"ignored", `The ministry has ignored three letters.`, "refusal no-response"},
		{"dodged", `Ana Lim politely dodged questions about the road.`, "refusal refused"},
		{"deferred to somebody", `Ana Lim referred questions about the road to the ministry.`, "refusal deferred"},
		{"too early", `Ana Lim said it was too early to speak of dates.`, "refusal deferred"},
		{"could not confirm", `Ana Lim said she could not confirm the report.`, "refusal unconfirmed"},
		{"neither nor", `Ana Lim would neither confirm nor deny that the road was open.`, "refusal refused"},
		{"claims not to know", `Ana Lim professed not to know where the road was.`, "refusal ignorance"},
		{"could not remember", `Ana Lim could not remember who had built it.`, "refusal ignorance"},
		{"right after a question", `Asked who had built the road, Ana Lim replied: "Ask the army."`, "refusal deferred"},
		{"nobody would say", `Neither Ana Lim nor Tomas Ode would say whether the road was open.`, "refusal refused"},
		{"not in the business", `Ana Lim said she was not in the business of counting roads.`, "refusal refused"},
		{"rather something else", `"I would rather talk about bridges," Ana Lim said.`, "refusal refused"},
		{"would not be commenting", `Ana Lim said she would not be commenting.`, "refusal refused"},
		{"a deed", `Ana Lim refused to sign the treaty.`, "indirect "},
		{"an answer about the past", `"We didn't discuss that," Ana Lim said.`, "direct "},
		{"rhetoric", `"I don't know if he sees it, but the road is shut," Ana Lim said.`, "direct "},
		{"advice to ask", `"Ana Brun should ask why the road is shut," Ana Lim said.`, "direct "},
		{"a wish to know", `Ana Lim demanded to know how many roads were open.`, "question "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := statement.Find(input(t, tt.in))
			if len(found) == 0 {
				t.Fatalf("Find(%q) found nothing", tt.in)
			}
			s := found[len(found)-1]
			if got := fmt.Sprintf("%s %s", s.Kind, s.Refusal); got != tt.want {
				t.Errorf("Find(%q): %q is %q, want %q", tt.in, shown(found), got, tt.want)
			}
		})
	}
}

// TestFind_stance checks polarity and modality.
func TestFind_stance(t *testing.T) {
	tests := []struct{ in, want string }{ // of the last statement
		{`Ana Lim said that the road was open.`, "affirmed "},
		{`Ana Lim denied that the road was open.`, "denied "},
		{`Ana Lim rejected the claim that the road was shut.`, "denied "},
		{`Ana Lim rejected the plan.`, "affirmed "},
		{`Ana Lim said that she would sign if Ostland signed.`, "affirmed conditional"},
		{`Ana Lim said that talks could begin in May.`, "affirmed possible"},
		{`Ana Lim said that Ostland must pay.`, "affirmed obliged"},
		{`"We will open the road," Ana Lim said.`, "affirmed intended"},
		{`Ana Lim said that the snow would melt.`, "affirmed expected"},
		{`Ana Lim promised to open the road.`, "affirmed intended"},
		{`Ana Lim urged Tomas Ode to open the road.`, "affirmed wanted"},
		{`Ana Lim declined to say when.`, " "},
	}
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		in := input(t, tt.in)
		in.Document = text.Annotate(model, tt.in)
		found := statement.Find(in)
		if len(found) == 0 {
			t.Errorf("Find(%q) found nothing", tt.in)
			continue
		}
		s := found[len(found)-1]
		if got := fmt.Sprintf("%s %s", s.Polarity, s.Modality); got != tt.want {
			t.Errorf("Find(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// TestFind_groups checks that several who speak together are a group of its members.
func TestFind_groups(t *testing.T) {
	tests := []struct{ name, in, want string }{ // members of the last speaker
		{"two names", `Ana Lim and Tomas Ode said that the road was open.`, "ana-lim tomas-ode"},
		{"both", "Ana Lim met Tomas Ode in Lurra. Both said that the road was open.", "ana-lim tomas-ode"},
		{"the two leaders", "Ana Lim met Tomas Ode in Lurra. The two leaders said that the road was open.", "ana-lim tomas-ode"},
		{"the sides", "Ruvia and Ostland met in Lurra. The two sides said that the road was open.", "RUV OST"},
		{"not known", "They met. Both sides said that the road was open.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := statement.Find(input(t, tt.in))
			if len(found) == 0 || found[len(found)-1].Speaker == nil {
				t.Fatalf("Find(%q) found nobody", tt.in)
			}
			p := found[len(found)-1].Speaker
			if got := strings.Join(p.Members, " "); got != tt.want || p.Type != "group" {
				t.Errorf("Find(%q): members %q of a %s, want %q of a group", tt.in, got, p.Type, tt.want)
			}
		})
	}
}

// TestFind_called checks whom titles and nouns mean.
func TestFind_called(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"title before a comma", "The envoy of the Lake Council, Jana Venn, came. The road is open, the envoy said.", "(Jana Venn)"},
		{"noun that covers a title", "Ostland's foreign secretary, Tomas Ode, came. The road is open, the diplomat said.", "tomas-ode"},
		{"somebody who is not named comes first", "Tomas Ode came. A diplomat was there. The road is open, the diplomat said.", "(A diplomat)"},
		{"one side", "The Ruvian side said that the road was open.", "RUV"},
		{"not the one who asked questions", "Questioned by the chair, Jana Venn, Tomas Ode spoke. Questioned by the chair, Jana Venn, he said that the road was open.", "tomas-ode"},
		{"who asks does not answer", "A student asked Tomas Ode whether the road was open. He said that it was.", "tomas-ode"},
		{"body of a capital", "The foreign ministry in Lurra said that the road was open.", "RUV/foreign-ministry"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := statement.Find(input(t, tt.in))
			if len(found) == 0 {
				t.Fatalf("Find(%q) found nothing", tt.in)
			}
			if got := name(found[len(found)-1].Speaker); got != tt.want {
				t.Errorf("Find(%q): %q, last by %s, want %s", tt.in, lines(found), got, tt.want)
			}
		})
	}
}

func TestFind_otherPlace(t *testing.T) {
	in := `"It is open," said Jana Venn, head of the New Ruvia coroner's office.`
	if found := statement.Find(input(t, in)); len(found) != 1 || found[0].Speaker.Side != readout.Opt("") {
		t.Errorf("Find(%q) = %q, want one by somebody without a side", in, shown(found))
	}
}
