package statement

import (
	"math"

	"readout"
)

// ruleConfidence is, by rule, or by rule and kind, the share of its statements that people
// marked too, with the same speaker, in some nine hundred annotated news articles. Rules
// that are too rare there (fewer than ten), or that the annotation does not know (inner
// voices, transcripts), have a cautious figure.
var ruleConfidence = map[string]float64{
	"about":                  0.57,
	"according to":           0.69,
	"accusation":             0.66,
	"account":                0.70, // cautious
	"as said":                0.77,
	"asked":                  0.62,
	"bare clause":            0.75,
	"bare clause mixed":      0.84,
	"colon":                  0.50,
	"colon direct":           0.94,
	"content first":          0.64,
	"content first direct":   0.94,
	"content first mixed":    0.77,
	"content first question": 0.83,
	"continuation":           0.40, // cautious
	"describing":             0.60, // cautious
	"gerund":                 0.75,
	"infinitive":             0.58,
	"infinitive mixed":       0.75,
	"interrupted":            0.87,
	"interview":              0.85, // cautious
	"learned from":           0.60, // cautious
	"naming":                 0.63,
	"noun":                   0.31,
	"object":                 0.56,
	"purpose":                0.60, // cautious
	"quote after":            0.53,
	"quote after direct":     0.84,
	"quote after question":   0.83,
	"quoted as saying":       0.80, // cautious
	"relayed":                0.60, // cautious
	"reply":                  0.60, // cautious
	"signed":                 0.85, // cautious
	"silence":                0.80, // cautious
	"that":                   0.77,
	"that mixed":             0.88,
	"transcript":             0.85, // cautious
	"wh":                     0.74,
	"wh question":            0.85,
	"written":                0.85, // cautious
}

// leastMarked is the share of right ones among the statements of a rule that the finder
// thinks little of, as long as it marks them at all.
const leastMarked = 0.45

// confidence returns the confidence of the statement of the kind: the finder's own chance
// of being right where it marked it, which agrees with what is right in annotated articles
// (see docs/accuracy.md), else the rule's.
func (fd *found) confidence(kind readout.Kind) float64 {
	if fd.p == 0 {
		return confident(fd.rule, kind)
	}
	return math.Round(100*max(fd.p, leastMarked)) / 100
}

// confident returns the confidence of a statement of the kind found by the rule.
func confident(rule string, kind readout.Kind) float64 {
	if c, ok := ruleConfidence[rule+" "+string(kind)]; ok {
		return c
	}
	return ruleConfidence[rule]
}
