package statement

import (
	"testing"

	"readout"
)

func TestCheck_reworded(t *testing.T) {
	tests := []struct {
		name, head, body string
		want             string // the kind of check and the words it points at
	}{
		{"a word left out", "", `"We will never sell our water," Ana Lim said. On Friday Lim told reporters: "We will never sell water."`, `quote-reworded "We will never sell water."`},
		{"a word changed in a long one", "", `"The road to the north shore will be open again by next May," Ana Lim said. On Friday Lim said: "The road to the north shore will be open again by late May."`, `quote-reworded "The road to the north shore will be open again by late May."`},
		{"an excerpt", "", `"We will never sell our water," Ana Lim said. Lim said she would "never sell our water".`, ""},
		{"another speaker", "", `"We will never sell our water," Ana Lim said. "We will never sell water," said Tomas Ode.`, ""},
		{"only like it", "", `"We like the red boats," Ana Lim said. "We like the town," Lim added.`, ""},
		{"paraphrase in the headline's marks", `Lim: 'The road would open'`, `Ana Lim said that the road would open in May.`, "headline-quote-paraphrased that the road would open in May"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := Input{Article: &readout.Article{Headline: readout.Opt(tt.head), Text: tt.body, Language: "en"}}
			got := ""
			for _, c := range Check(in, Find(in)) {
				if c.Kind == "quote-reworded" || c.Kind == "headline-quote-paraphrased" {
					got = c.Kind + " " + c.Span.Text
				}
			}
			if got != tt.want {
				t.Errorf("Check(%q, %q) = %q, want %q", tt.head, tt.body, got, tt.want)
			}
		})
	}
}
