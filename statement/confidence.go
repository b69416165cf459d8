package statement

// confidence is, by rule, the share of its statements that people marked too, with the
// same speaker, in held out news (docs/accuracy.md). Rules too rare there to be measured
// have a cautious figure.
var confidence = map[string]float64{}
