package statement_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/statement"
)

// shown is a statement with its setting, hearer and chain: what a page as a whole tells.
func shown(found []readout.Statement) []string {
	var out []string
	for i, line := range lines(found) {
		s := &found[i]
		var chain []string
		for k := range s.Chain {
			chain = append(chain, name(&s.Chain[k]))
		}
		out = append(out, string(s.Setting)+" to "+name(s.Addressee)+" via "+strings.Join(chain, " < ")+" | "+line)
	}
	return out
}

// TestFind_pages checks pages that are read as a whole, not sentence by sentence.
func TestFind_pages(t *testing.T) {
	tests := []struct {
		name, headline, publisher, in string
		want                          []string
	}{
		{"interview whose guest only the headline names, with a remark to reply to", "Lakewire interview: Mira Tulk, head of the ferry board", "Lakewire",
			"She received us on a quay.\n\nIs the ferry safe?\n\nIt is safe, and we check it on Mondays.\n\nWho paid for it?\n\nWe did, every crown.\n\n" +
				"The papers say you will stand for mayor.\n\nI have read that, too.\n\nAnd will you?\n\nI have a ferry to run.",
			[]string{
				"interview to (Mira Tulk) via  | question lakewire: Is the ferry safe?",
				"interview to lakewire via lakewire | direct (Mira Tulk): It is safe, and we check it on Mondays.",
				"interview to (Mira Tulk) via  | question lakewire: Who paid for it?",
				"interview to lakewire via lakewire | direct (Mira Tulk): We did, every crown.",
				"interview to (Mira Tulk) via  | question lakewire: The papers say you will stand for mayor.",
				"interview to lakewire via lakewire | direct (Mira Tulk): I have read that, too.",
				"interview to (Mira Tulk) via  | question lakewire: And will you?",
				"interview to lakewire via lakewire | direct (Mira Tulk): I have a ferry to run.",
			}},
		{"transcript with a role for a label", "Noon briefing", "Lakewire",
			"Question: Is the road open?\n\nSpokesman: The road was opened on Monday.\n\nQuestion: And the harbour?\n\nSpokesman: The harbour was never shut.",
			[]string{
				"transcript to (Spokesman) via lakewire | question ?: Is the road open?",
				"transcript to ? via lakewire | direct (Spokesman): The road was opened on Monday.",
				"transcript to (Spokesman) via lakewire | question ?: And the harbour?",
				"transcript to ? via lakewire | direct (Spokesman): The harbour was never shut.",
			}},
		{"interview with questions in paragraphs of their own", "Ana Lim: Patience is a policy", "Lakewire",
			"President Ana Lim received us at noon.\n\nIs there a treaty?\n\nI have a paper with a title.\n\nIt took us a year.\n\n" +
				"Who will sign it?\n\nI'm not going to name anybody.\n\nAnd when?\n\nWe have time.",
			[]string{
				"interview to ana-lim via  | question lakewire: Is there a treaty?",
				"interview to lakewire via lakewire | direct ana-lim: I have a paper with a title. + It took us a year.",
				"interview to ana-lim via  | question lakewire: Who will sign it?",
				"interview to lakewire via lakewire | refusal ana-lim: I'm not going to name anybody.",
				"interview to ana-lim via  | question lakewire: And when?",
				"interview to lakewire via lakewire | direct ana-lim: We have time.",
			}},
		{"questions of the writer's own", "What the corridor means", "Lakewire",
			"Ana Lim spoke on Monday.\n\nWhat is the corridor?\n\nA road of 30 kilometres.\n\nWho built it?\n\nNobody knows.\n\nWho needs it?\n\nThe towns on the lake.",
			nil},
		{"signed below", "Statement on the arrest", "",
			"“He came home.\n\n“He should be free.”\n\n— Ana Lim, President of Ruvia\n\nThe hall was silent.",
			[]string{"statement to ? via  | direct ana-lim: “He came home. + “He should be free.”"}},
		{"attributed by a line", "On the corridor", "Ostlandic Foreign Ministry",
			"The following is attributable to spokesperson Kara Brun:\n\nThe road is open.\n\nWe thank those who kept it so.\n\n###\n\nPress desk.",
			[]string{"statement to ? via OST/foreign-ministry | direct kara-brun: The road is open. + We thank those who kept it so."}},
		{"headline says whose it is", "Statement by President Ana Lim on the road", "",
			"We have opened the road.\n\nOur neighbours asked for it.",
			[]string{"statement to ? via  | direct ana-lim: We have opened the road. + Our neighbours asked for it."}},
		{"report about a statement", "Statement by President Ana Lim on the road", "",
			"“We have opened the road that our neighbours asked for,” Ana Lim said.",
			[]string{"statement to ? via  | direct ana-lim: “We have opened the road that our neighbours asked for,”"}},
		{"account of a call by one side", "", "",
			"On March 3, President of Ruvia Ana Lim received a telephone call from Foreign Secretary of Ostland Tomas Ode, the press service of the President of Ruvia reports.\n\n" +
				"Ana Lim noted that the road was open. It does not need guards.\n\nTomas Ode expressed concern about the arrests.",
			[]string{
				"press service to ? via  | indirect RUV/presidency: On March 3, President of Ruvia Ana Lim received a telephone call from Foreign Secretary of Ostland Tomas Ode",
				"call to tomas-ode via RUV/presidency | indirect ana-lim: that the road was open",
				"call to tomas-ode via RUV/presidency | indirect ana-lim: It does not need guards",
				"call to ana-lim via RUV/presidency | indirect tomas-ode: concern about the arrests",
			}},
		{"transcript of a ministry with a role for a label", "Noon briefing", "Ostlandic Foreign Ministry",
			"Question: Is the road open?\n\nMinister: The road was opened on Monday.\n\nQuestion: And the harbour?\n\nMinister: The harbour was never shut.",
			[]string{
				"transcript to tomas-ode via OST/foreign-ministry | question ?: Is the road open?",
				"transcript to ? via OST/foreign-ministry | direct tomas-ode: The road was opened on Monday.",
				"transcript to tomas-ode via OST/foreign-ministry | question ?: And the harbour?",
				"transcript to ? via OST/foreign-ministry | direct tomas-ode: The harbour was never shut.",
			}},
		{"transcript with outlets that ask", "Press conference of Kara Brun in Lurra", "",
			"Lakewire: Is the road open?\n\nBrun: The road was opened on Monday.\n\nLakewire: And the harbour?\n\nBrun: The harbour was never shut.",
			[]string{
				"transcript to kara-brun via  | question lakewire: Is the road open?",
				"transcript to ? via  | direct kara-brun: The road was opened on Monday.",
				"transcript to kara-brun via  | question lakewire: And the harbour?",
				"transcript to ? via  | direct kara-brun: The harbour was never shut.",
			}},
		{"transcript printed in quotation marks", "", "",
			"“BRUN: Good day.\n\n“QUESTION: Is the “long road” open?\n\n“(CROSSTALK.)\n\n“BRUN: It is.”",
			[]string{
				"transcript to ? via  | direct kara-brun: Good day.",
				"transcript to kara-brun via  | question ?: Is the “long road” open?",
				"transcript to ? via  | direct kara-brun: It is.",
			}},
		{"report of a sitting by the house that sat", "Debate on the road, second day", "Lurra Assembly Report",
			"The debate was resumed on Monday.\n\nAna Lim said that the road was open.\n\nKara Brun said that nobody guards it.",
			[]string{
				"speech to ? via (Lurra Assembly Report) | indirect ana-lim: that the road was open",
				"speech to ? via (Lurra Assembly Report) | indirect kara-brun: that nobody guards it",
			}},
		{"release of an organisation that no actor file has", "Guard the road", "Friends of the Lake",
			"Friends of the Lake demands that the road be guarded.\n\n\"The lamp is broken,\" said Vera Holt, who chairs it.",
			[]string{
				"statement to ? via  | indirect (Friends of the Lake): that the road be guarded",
				`statement to ? via (Friends of the Lake) | direct (Vera Holt): "The lamp is broken,"`,
			}},
		{"page headed as a release", "Press release: the road", "",
			"We call on Ruvia to open the road.\n\n\"The lamp is broken,\" said Vera Holt.",
			[]string{
				"statement to RUV via  | indirect (We): to open the road",
				`statement to ? via  | direct (Vera Holt): "The lamp is broken,"`,
			}},
		{"transcript with names in small letters", "", "",
			"Kara Brun: Good day.\n\nTomas Ode: Is the road open?\n\nKara Brun: It is.\n\nTomas Ode: Thank you.\n\nNote: the sound was bad.",
			[]string{
				"transcript to ? via  | direct kara-brun: Good day.",
				"transcript to ? via  | direct tomas-ode: Is the road open?",
				"transcript to ? via  | direct kara-brun: It is.",
				"transcript to ? via  | direct tomas-ode: Thank you. + Note: the sound was bad.",
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := input(t, tt.in)
			in.Article.Headline, in.Article.Agency, in.Article.Publisher = readout.Opt(tt.headline), "", readout.Opt(tt.publisher)
			if diff := cmp.Diff(tt.want, shown(statement.Find(in))); diff != "" {
				t.Errorf("Find(%q) (-want +got):\n%s", tt.in, diff)
			}
		})
	}
}

// TestFind_who checks who is meant by a source that does not say it all.
func TestFind_who(t *testing.T) {
	tests := []struct {
		name, in string
		want     string // the last statement's speaker
	}{
		{"ministry of the outlet's state", "Ruvia opened the road.\n\nThe Foreign Ministry said that talks were over.", "RUV/foreign-ministry"},
		{"ministry where another state is named far more", "Ostland opened the road. Ruvia did not. Ostland smiled. Ostland sang.\n\nThe Foreign Ministry said that talks were over.", "(Foreign Ministry)"},
		{"its foreign secretary", "Ostland opened the road after its foreign secretary said that talks were over.\n\nTomas Ode came. Ostland opened the road after its foreign secretary said that talks were over.", "tomas-ode"},
		{"relative with the same last name", "Petr Lim was arrested, his sister said.\n\nAna Lim came. Petr Lim was arrested, his sister said.", "ana-lim"},
		{"service, not its director", "Osk Dahl, the director of the water service, came. According to the service, the lake was low.", "(the service)"},
		{"somebody else's first name", "Vera Brun said that talks were over.", "(Vera Brun)"},
		{"last name without its state", "The talks had failed, Ode said.", "(Ode)"},
		{"document of somebody's office", "The road is open, Kara Brun said in a readout. It will stay open, the readout says.", "OST/foreign-ministry"},
		{"agency that cites", "The road is open, Lakewire reports, citing the Foreign Ministry of Ostland.", "OST/foreign-ministry"},
		{"name at the end of a description", "The plan has failed, said another witness in the inquiry, former harbour adviser Ana Lim.", "ana-lim"},
		{"ally and name", "\"It is over,\" said a longtime ally of the mayor, lawyer Ana Lim.", "ana-lim"},
		{"name in what a phrase hangs on", "In a note signed by Tomas Ode, deputy head of the mission, Ana Lim said that talks were over.", "ana-lim"},
		{"not who asked before the quotation", "Tomas Ode appeared on Thursday, when Petr Brun asked whether he would come.\n\n“I am not there yet,” he said.", "tomas-ode"},
		{"who behind a preposition", "It was a blow to Ana Lim, who said that talks were over.", "ana-lim"},
		{"title with hyphens", "Harbour Courier editor-in-chief Ana Lim said talks were over.", "ana-lim"},
		{"name before two appositions", "Ana Lim, an adviser to the mission, the largest on the lake, said talks were over.", "ana-lim"},
		{"statement by whom it names", "Tomas Ode came. A statement from Ana Lim said that talks were over.", "ana-lim"},
		{"whose statement", "Tomas Ode came. Lim's statement said that talks were over, and Ana Lim's statement said that they failed.", "ana-lim"},
		{"statement in the plain", "Ana Lim said in a statement that talks were over. A harbour statement said that they were not.", "(A harbour statement)"},
		{"role as the topic of the sentence before", "Tomas Ode came.\n\nThe foreign secretary was late. He said that talks were over.", "tomas-ode"},
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

// TestFind_settings checks that a setting is where something was said.
func TestFind_settings(t *testing.T) {
	tests := []struct{ name, in, want string }{ // the last statement's setting
		{"familiar with the talks", `"It is open," said an official familiar with the talks.`, ""},
		{"customs post", `"It is open," Kara Brun said of the customs post.`, ""},
		{"after the call", `"It is open," Ana Lim said after the call.`, ""},
		{"reached by telephone", `An adviser, reached by telephone, said that talks were over.`, ""},
		{"told by telephone", `Ana Lim told Tomas Ode by telephone that talks were over.`, "call"},
		{"network", `Ana Lim wrote on the network Plaza: "It is open."`, "post"},
		{"day is no network", `Ana Lim wrote on Monday that talks were over.`, ""},
		{"carried over another voice", "\"It is open,\" Kara Brun told a briefing.\n\nTomas Ode said that talks were over.\n\n\"We are glad,\" Brun said.", "briefing"},
		{"not carried to an answer", "Kara Brun said in a statement that talks were over.\n\nAsked whether they would go on, Brun said that she hoped so.", ""},
		{"press service that is silent", `The press service of the President of Ruvia did not respond to a request for comment.`, ""},
		{"a writing that somebody issued", "A readout issued by the host calls the session “frank and at times musical”.", "readout"},
		{"said in passing of the source", "The fishers’ guild, in a press release, denounced the deal as a betrayal.", "statement"},
		{"behind what is announced", "Ana Lim announced the lease of two ships on Monday at her press conference.", "briefing"},
		{"a place is none", "Ana Lim announced a lease in the north.", ""},
		{"a crowd", "Ana Lim told a cheering crowd in Lurra that the work began in the morning.", "speech"},
		{"addressing the press", "Addressing journalists at her weekly press conference, Ana Lim described the findings as “gossip”.", "briefing"},
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

func TestFind_dateline(t *testing.T) {
	for _, in := range []string{
		"PORT EVEN, March 4 (Lakewire) — The road is open, Ana Lim said.",
		"PORT EVEN — The road is open, Ana Lim said.",
		"(LWN)The road is open, Ana Lim said.",
		"Port Even (Lakewire) - The road is open, Ana Lim said.",
		"PORT EVEN, Mar. 4, 2024 -- The road is open, Ana Lim said.",
	} {
		want := []string{"indirect ana-lim: The road is open"}
		if diff := cmp.Diff(want, lines(statement.Find(input(t, in)))); diff != "" {
			t.Errorf("Find(%q) (-want +got):\n%s", in, diff)
		}
	}
	in := "The Lim plan — a road and a bridge — has failed, Ana Lim said."
	if got := lines(statement.Find(input(t, in))); len(got) != 1 || !strings.Contains(got[0], "The Lim plan") {
		t.Errorf("Find(%q) = %q, want the words before the dash too", in, got)
	}
}
