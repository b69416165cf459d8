package article

import "strings"

// Limits of the label that opens a turn of a transcript, and how many turns make one.
const (
	maxTurnLabel = 60
	minTurns     = 3
)

// openTranscript drops what stands above the first turn of a transcript and is not a
// paragraph: who speaks, how it was recorded, at what time it began.
func openTranscript(blocks []block) {
	turns, first := 0, 0
	for i := range blocks {
		if blocks[i].role != bodyText || !opensTurn(blocks[i].text) {
			continue
		}
		if turns++; turns == 1 {
			first = i
		}
		if turns == minTurns {
			break
		}
	}
	if turns < minTurns {
		return
	}
	for i := range blocks[:first] {
		if b := &blocks[i]; b.role == bodyText && (!isProse(b.text) || b.text[0] == '(' || b.text[0] == '[') {
			b.role = chrome
		}
	}
}

// opensTurn reports whether a paragraph opens as a turn of a transcript: with a name in
// capitals or Q or A, and a colon.
func opensTurn(s string) bool {
	i := strings.Index(clip(s, maxTurnLabel), ": ")
	if i <= 0 {
		return false
	}
	label := s[:i]
	return label == "Q" || label == "A" || shoutedName(label) && fewWords(label, 6)
}
