package statement_test

import (
	"testing"

	"readout"
	"readout/statement"
)

// Refusals that are told of, by the kind of construction.
func TestFind_withheld(t *testing.T) {
	for _, c := range []struct{ text, cue, content, class string }{
		{"The ministry kept silent on the price of the lamp.", "kept silent on", "the price of the lamp", "refused"},
		{"The mayor said the lamp was lit but would not be drawn on its price.", "would not be drawn on", "its price", "refused"},
		{"On the price of the lamp, Ana Lim would not say more.", "would not say", "On the price of the lamp", "refused"},
		{"The mayor left open who had paid for the lamp.", "left open", "who had paid for the lamp", "refused"},
		{"The company refrained from disclosing the price of the lamp.", "refrained", "from disclosing the price of the lamp", "refused"},
		{"The spokesman brushed off questions about the lamp.", "brushed off", "questions about the lamp", "refused"},
		{"The office directed callers to the ministry.", "directed", "callers to the ministry", "deferred"},
		{"The mayor was not in a position to say who had paid.", "was not in a position to say", "who had paid", "ignorance"},
		{"The mayor refused to sign the lamp.", "", "", ""},
		{"The man would not give his name.", "", "", ""},
		{"The mayor ignored the issue of the lamp.", "", "", ""},
	} {
		var cue, content, class string
		for _, s := range statement.Find(input(t, c.text)) {
			if s.Kind == readout.Refusal {
				content, class = s.Content[0].Text, string(s.Refusal)
				if len(s.Cue) > 0 {
					cue = s.Cue[0].Text
				}
			}
		}
		if cue != c.cue || content != c.content || class != c.class {
			t.Errorf("%s: got %q %q %q, want %q %q %q", c.text, cue, content, class, c.cue, c.content, c.class)
		}
	}
}
