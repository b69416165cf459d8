package statement_test

import (
	"testing"

	"readout"
	"readout/statement"
)

// refusalIn returns the cue, the first piece of content and the class of the last refusal of a
// text, all empty where there is none.
func refusalIn(t *testing.T, text string) (cue, content, class string) {
	t.Helper()
	for _, s := range statement.Find(annotated(t, text)) {
		if s.Kind != readout.Refusal {
			continue
		}
		cue, content, class = "", s.Content[0].Text, string(s.Refusal)
		if len(s.Cue) > 0 {
			cue = s.Cue[0].Text
		}
	}
	return cue, content, class
}

// Answers withheld in other words than a denied verb, and deeds in the same words.
func TestFind_unheard(t *testing.T) {
	for _, c := range []struct{ text, cue, content, class string }{
		{"The office left three telegrams without a reply.", "left", "three telegrams", "no-response"},
		{"The prison received two letters without answering.", "received", "two letters", "no-response"},
		{"The office has left a dozen emails unanswered.", "has left", "a dozen emails", "no-response"},
		{"The mayor has not reacted to two letters from the paper.", "has not reacted to", "two letters from the paper", "no-response"},
		{"The mayor has still to reply to our letter.", "has still to reply to", "our letter", "no-response"},
		{"The envoy did not get back to reporters by evening.", "did not get back", "to reporters", "no-response"},
		{"The mayor had no immediate response.", "had no immediate", "response", "no-response"},
		{"The ministry did not offer an immediate reply.", "did not offer", "an immediate reply", "no-response"},
		{"The ministry did not give any comment.", "did not give", "any comment", "no-comment"},
		{"The palace has not answered two letters, Ana Lim said.", "has not answered", "two letters", "no-response"},
		{"The warden claimed to have no recollection of the night.", "claimed", "to have no recollection of the night", "ignorance"},
		{"The warden claimed before the court to know nothing of the order.", "claimed before the court to know nothing of", "the order", "ignorance"},
		{"The mayor referred members of the council to his lawyer.", "referred", "members of the council to his lawyer", "deferred"},
		{"Asked who had paid, the mayor referred them to the ministry.", "referred", "them to the ministry", "deferred"},
		{"The ministry undertook to answer by Friday.", "undertook", "to answer by Friday", "deferred"},
		{"The minister reserved judgment on the lamp.", "reserved", "judgment on the lamp", "deferred"},
		{"The agency declined to comment and aides later said that nothing had been agreed.", "declined", "to comment", "declined"},
		{"Tamm, who through her office declined to comment, was born in Ostra and is a lawyer.", "declined", "to comment", "declined"},
		{"The mayor did not respond to a request for comment, choosing to stay out of sight.", "did not respond to", "a request for comment", "no-response"},
		{"Lim has not said whether she has a plan, and she insisted on Monday that she was still in the race.", "has not said", "whether she has a plan", "refused"},
		{"The mayor declined to elaborate on the plan or whether she would keep her pledge.", "declined", "to elaborate on the plan or whether she would keep her pledge", "declined"},
		{"Neither lawyers for Ode nor a spokesperson for the embassy responded Friday to emailed requests for comment.", "responded Friday to", "emailed requests for comment", "no-response"},
		{"The mayor refused requests to stop the work.", "", "", ""},
		{"The senator was not willing to say for certain who would win.", "was not willing to say for certain", "who would win", "refused"},
		{"Brun defers to their judgment on the harbour.", "", "", ""},
		{"A third banker said he had seen the figure but was not free to pass it on.", "said", "he had seen the figure but was not free to pass it on", "refused"},
		{"Nearly a third of voters say they do not know.", "", "", ""},
		{"A supporter told the mayor that he had come from Ostra to ask him about the ferry.", "", "", ""},
		{"“I do not identify with what she says,” Ana Lim said.", "", "", ""},
		{"Ostra answered by sidestepping the embargo.", "", "", ""},
		{"“It frightened us,” said an official who was not authorized to speak publicly on the matter.", "", "", ""},
		{"In an interview, Lim had nothing bad to say about the mayor.", "", "", ""},
		{"Recalling that moment, Ana Lim said that they were stunned.", "", "", ""},
		{"The minister declined to list the guests.", "declined", "to list the guests", "declined"},
		{"The aide was unable to verify reports of a fire.", "was unable to verify", "reports of a fire", "unconfirmed"},
		{"The mayor could not vouch for claims that the lamp was stolen.", "could not vouch for", "claims that the lamp was stolen", "unconfirmed"},
		{"The hotel would not let on who had paid.", "would not let on", "who had paid", "refused"},
		{"The palace withheld the names of the guests.", "withheld", "the names of the guests", "refused"},
		{"The prison received two letters without stamps.", "", "", ""},
		{"The mayor left three letters on the table.", "", "", ""},
		{"The company agreed to respond with a new offer.", "", "", ""},
		{"The doctor referred him to a hospital.", "", "", ""},
		{"The judge reserved a table.", "", "", ""},
		{"The bank withheld the money.", "", "", ""},
		{"The mayor would not let the price of bread rise.", "", "", ""},
		{"The mayor declined an invitation to dinner.", "", "", ""},
		{"The army refused to withdraw its troops.", "", "", ""},
		{"The envoy remained tight-lipped.", "remained", "tight-lipped", "refused"},
		{"The envoy remained tight-", "", "", ""},
		{"The guns remained silent.", "", "", ""},
		{"To a question about the lamp, the mayor replied that it was lit.", "", "", ""},
		{"The minister declined that question.", "declined", "that question", "declined"},
		{"The minister declined that assignment.", "", "", ""},
		{"The mayor refuses to do what all others have done.", "", "", ""},
		{"Twelve percent said that they were not sure.", "", "", ""},
		{"The baker said most people don't know about the lamp.", "", "", ""},
		{"A big question remains for the harbour.", "", "", ""},
		{"The team has gone on a tour of four cities.", "", "", ""},
	} {
		if cue, content, class := refusalIn(t, c.text); cue != c.cue || content != c.content || class != c.class {
			t.Errorf("%s: got %q %q %q, want %q %q %q", c.text, cue, content, class, c.cue, c.content, c.class)
		}
	}
}

// Questions that are told of, and what is none.
func TestFind_questioned(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Pressed at the daily briefing for a figure, the mayor said he had none.", "a figure"},
		{"Challenged as to who had paid, the mayor said he had.", "who had paid"},
		{"Sounded out on the rumours, the envoy said that they were false.", "the rumours"},
		{`"I am glad," the mayor said when probed on the lamp.`, "the lamp"},
		{"The mayor was glad; asked if she felt left out, she said that she did not.", "if she felt left out"},
		{"To the question whether the lamp was lit, the mayor responded that it was.", "whether the lamp was lit"},
		{"In reply to a question about the lamp, the mayor said it was lit.", "the lamp"},
		{`"Will you go?" shouted a reporter.`, `"Will you go?"`},
		{`"Who knows?" a fisherman said.`, ""},
		{"Pressed for time, the mayor said he was leaving.", ""},
		{"Challenged by Brun for the post, the mayor said he would stand.", ""},
		{"Approached by the road, the castle looked small.", ""},
	} {
		got := ""
		for _, s := range statement.Find(annotated(t, c.text)) {
			if s.Kind == readout.Question {
				got = s.Content[0].Text
			}
		}
		if got != c.want {
			t.Errorf("%s: got question %q, want %q", c.text, got, c.want)
		}
	}
}

// What a quotation alone behind the writer's question answers, and who tells of a silence.
func TestFind_repliesAndRelays(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{`"They have sold it," Ana Lim said. Who to? "I do not know."`,
			[]string{`direct ana-lim: "They have sold it,"`, `refusal ana-lim: "I do not know."`}},
		{`Ana Lim said that she cared and had telephoned. And what did they say? "They said yes."`,
			[]string{`indirect ana-lim: that she cared and had telephoned`, `direct ana-lim: "They said yes."`}},
	} {
		got := lines(statement.Find(annotated(t, c.text)))
		if len(got) != len(c.want) {
			t.Errorf("%s: got %q, want %q", c.text, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: got %q, want %q", c.text, got[i], c.want[i])
			}
		}
	}
}
