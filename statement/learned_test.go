package statement_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout"
	"readout/models/en"
	"readout/statement"
	"readout/text"
)

// annotated is input with its document and the learned finder.
func annotated(t testing.TB, s string) statement.Input {
	t.Helper()
	model, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	in := input(t, s)
	if in.Finder, err = en.LoadAttribution(); err != nil {
		t.Fatal(err)
	}
	in.Document = text.Annotate(model, s)
	return in
}

// TestFind_ownTalk holds that what an unknown "I" says of himself in passing is no statement.
func TestFind_ownTalk(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"in passing", `I welcome the harbour board's questions.`, nil},
		{"somebody known", `President Ana Lim welcomed the harbour board's questions.`,
			[]string{"indirect ana-lim: the harbour board's questions"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, lines(statement.Find(annotated(t, tt.in)))); diff != "" {
				t.Errorf("Find(%q), -want +got:\n%s", tt.in, diff)
			}
		})
	}
}

// TestFind_borders holds where contents end that rules and the finder see differently.
func TestFind_borders(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"the next quotation is somebody else's", `‘We have a chart,’ said Ana Lim of Ruvia, and Tomas Ode of Ostland said, ‘We have most of one.’`,
			[]string{"direct ana-lim: ‘We have a chart,’", "direct tomas-ode: ‘We have most of one.’"}},
		{"a clause after a demand", `Tomas Ode called on Ruvia to open the strait, although he did not say when.`,
			[]string{"indirect tomas-ode: to open the strait"}},
		{"quoted by an agency", `Tomas Ode was quoted by the news agency Lakewire as saying that the harbour was “full of ice”.`,
			[]string{"mixed tomas-ode: that the harbour was “full of ice”"}},
		{"asked not to be named", `A sailor asked not to be named because he was not authorised to speak.`, nil},
		{"a quotation between two that speak", `Ana Lim said the harbour was “full of ice.” “I once walked across it,” Tomas Ode wrote. “Nobody believed me.”`,
			[]string{"mixed ana-lim: the harbour was “full of ice.”", "direct tomas-ode: “I once walked across it,” + “Nobody believed me.”"}},
		{"a quotation in front of the next cue", `“When I came, I felt at home,” Ana Lim said. “I slept for a week.” Lim said she never had a letter from the board.`,
			[]string{"direct ana-lim: “When I came, I felt at home,” + “I slept for a week.”", "indirect ana-lim: she never had a letter from the board"}},
		{"a sentence of the reporter's before a quotation", `Ana Lim runs the firm behind the appeal, branding it “A cold start.” “My first thought was no,” Lim said.`,
			[]string{"direct ana-lim: “My first thought was no,”"}},
		{"according to, in the middle", `The plan, according to Tomas Ode, would have closed the strait.`,
			[]string{"indirect tomas-ode: The plan + would have closed the strait"}},
		{"a noun leads to the next paragraph", "On Monday Ana Lim made the following comment:\n\n“The strait is open to all ships, and it will stay open for as long as I am president.”",
			[]string{"direct ana-lim: “The strait is open to all ships, and it will stay open for as long as I am president.”"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, lines(statement.Find(annotated(t, tt.in)))); diff != "" {
				t.Errorf("Find(%q), -want +got:\n%s", tt.in, diff)
			}
		})
	}
}

// TestFind_register holds what a page whose language is far from that of news must be surer of,
// unless it is short, has a dateline, or a call in its lead.
func TestFind_register(t *testing.T) {
	const short = `I think that the harbour can be saved. We know that you can do it. Many of us oppose the dredging that the firm plans. Our calls to the mill went unreturned.`
	const talk = short + ` You see how we live: we fish, we mend our nets, and in the evening we sing. I was born in the house behind the sail loft, and my children were born there too.`
	thought := "indirect (I): that the harbour can be saved"
	all := []string{thought, "indirect (Many of us): the dredging that the firm plans", "refusal (the mill): Our calls to the mill"}
	tests := []struct {
		name, in string
		want     []string
	}{
		{"a speech", talk, []string{thought}},
		{"a few lines", short, all},
		{"with a dateline", "LURRA, May 3 (Lakewire) — " + talk, all},
		{"with a call in its lead", "Ana Lim spoke with Tomas Ode by telephone on Monday.\n\n" + talk, all},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, lines(statement.Find(annotated(t, tt.in)))); diff != "" {
				t.Errorf("Find(%q), -want +got:\n%s", tt.in, diff)
			}
		})
	}
}

// TestFind_names holds that the names of strangers may have particles and hyphens, and that a
// given name that goes on is not that of somebody else whom the roster knows.
func TestFind_names(t *testing.T) {
	tests := []struct{ name, again, want string }{
		{"Olin de Brask", "de Brask", "Olin de Brask"},
		{"Mira van der Brask", "Van der Brask", "Mira van der Brask"},
		{"Samir al-Brask", "al-Brask", "Samir al-Brask"},
		{"Jean-Marc Verdot", "Verdot", "Jean-Marc Verdot"},
		{"Kim Sang-ho", "Sang-ho", "Kim Sang-ho"},
		{"Ana Lim-ho", "Ana Lim-ho", "Ana Lim-ho"},
		{"Robert C. “Bobby” Skott", "Bobby Skott", "Robert C. “Bobby” Skott"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := tt.name + " said that sheds would be built.\n\n“We have the wood,” " + tt.again + " said."
			for _, s := range statement.Find(annotated(t, in)) {
				if s.Speaker == nil || s.Speaker.Name != tt.want {
					t.Errorf("speaker of %q = %v, want %s", s.Content[0].Text, s.Speaker, tt.want)
				}
			}
		})
	}
}

// Who is meant where the tree tells.
func TestFind_whoByTree(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Tomas Ode came.\n\nHe avoided criticism of front-runner Petr Lim at the fair, when he said that he was worried.", "tomas-ode"},
		{"Ana Lim came. Ruvia's envoy to Ostland, Tomas Ode, disputed that. \"It is over,\" he told the Lake Gazette.", "tomas-ode"},
		{"Vera Brun came. Ana Lim found the lake cold, she said.", "ana-lim"},
		{"“It is over,” said Tomas Ode, a former adviser to President Ana Lim, who left the talks and warned that the road would be shut.", "tomas-ode"},
		{"Ana Lim came. Half of those asked said they would stay.", "(Half of those asked)"},
		{"Tomas Ode, Liberal of Lurra, who has left the talks, said that they were over.", "tomas-ode"},
	} {
		found := statement.Find(annotated(t, c.text))
		if len(found) == 0 {
			t.Errorf("%s: nothing found", c.text)
		} else if got := name(found[len(found)-1].Speaker); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

// A general noun means an organisation that the page names where its name says that it is of such a
// sort.
func TestFind_generalNouns(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Ana Lim spoke to Lakeside Radio on Monday.\n\nThe union said that the offer was too low.", "The union"},
		{"The Lakeside Harbour Company met on Monday.\n\nThe company said that it would pay.", "Lakeside Harbour Company"},
		{"Lakeside Harbour Ministry met on Monday.\n\nThe company said that it would pay.", "The company"},
	} {
		found := statement.Find(annotated(t, c.text))
		if len(found) == 0 {
			t.Errorf("%s: nothing found", c.text)
		} else if last := found[len(found)-1]; last.Speaker == nil || last.Speaker.Name != c.want || last.Kind != readout.Indirect {
			t.Errorf("%s: got %s by %v, want %s", c.text, last.Kind, last.Speaker, c.want)
		}
	}
}

// Who speaks through somebody is passed on by that one.
func TestFind_mouthpieces(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"“I did nothing wrong,” Ana Lim said through her lawyer.", "her lawyer"},
		{"Ana Lim said, through a spokesman, that talks were over.", "a spokesman"},
		{"Through his office, Tomas Ode said that talks were over.", "his office"},
		{"Tomas Ode said that the road through the office was open.", ""},
	} {
		got := ""
		for _, s := range statement.Find(annotated(t, c.text)) {
			for _, p := range s.Chain[:max(len(s.Chain)-1, 0)] { // the last is the outlet
				got = p.Name
			}
		}
		if got != c.want {
			t.Errorf("%s: passed on by %q, want %q", c.text, got, c.want)
		}
	}
}

// What seems to be so by nobody's word, what was only tried, and why a source is not named are no
// statements.
func TestFind_nobodys(t *testing.T) {
	for _, text := range []string{
		"The talks appear to have stalled.", "It seems that the road will be opened.",
		"The council failed to adequately address the needs of the ferrymen.", "The ferry could not get much faster.",
	} {
		if found := statement.Find(annotated(t, text)); len(found) > 0 {
			t.Errorf("%s: %q", text, lines(found))
		}
	}
}
