package article

import (
	"slices"
	"strings"
)

// maxHeadLines is how many lines above the headline of a release are looked at.
const maxHeadLines = 5

// letterhead returns the line in capitals that names an office at the top of its own
// paper, above the headline.
func letterhead(blocks []block) string {
	if len(blocks) < 3 || !shoutedName(blocks[0].text) {
		return ""
	}
	words := strings.Fields(blocks[0].text)
	if len(words) < 2 || len(words) > 7 || !officeWords[strings.ToLower(words[len(words)-1])] && !officeWords[strings.ToLower(words[0])] {
		return ""
	}
	for _, b := range blocks[1:min(len(blocks), maxHeadLines)] {
		if looksLikeHeadline(b.text) && !isProse(b.text) {
			return blocks[0].text
		}
	}
	return ""
}

// officeWords begin or end the names of offices that publish under their own letterhead.
var officeWords = lexicon(`office ministry department service bureau commission council secretariat embassy mission delegation presidency chancellery union
organisation organization agency press affairs government parliament authority committee league alliance federation confederation association
fund bank court tribunal cabinet assembly directorate inspectorate institute foundation society`)

// kickers are the lines above a headline that say what sort of text follows.
var kickers = []string{
	"press release", "media release", "news release", "media note", "press note", "media advisory", "press advisory", "press statement", "media statement",
	"for immediate release", "press communiqué", "press communique", "readout", "fact sheet", "statement", "joint statement", "speech", "remarks",
	"pressemitteilung", "presseerklärung", "medienmitteilung", "communiqué de presse", "communiqué", "comunicado de prensa", "nota de prensa", "nota à imprensa",
	"comunicato stampa", "пресс-релиз", "сообщение для сми", "заявление", "прес-реліз", "mətbuat üçün məlumat", "press-reliz", "basın açıklaması",
	"basın bülteni", "մամուլի հաղորդագրություն", "persbericht", "komunikat prasowy", "pressmeddelande",
}

// isKicker reports whether a line says what sort of text follows and nothing else but a
// number.
func isKicker(s string) bool {
	if len(s) > maxEndMark {
		return false
	}
	s = strings.TrimRight(strings.ToLower(s), " :.()0123456789/№#-–")
	return slices.Contains(kickers, strings.TrimSuffix(s, " no"))
}

// isRelease reports whether a text opens as an office hands it to the press: under its
// letterhead or a kicker. The date above its headline is its own.
func isRelease(blocks []block) bool {
	if letterhead(blocks) != "" {
		return true
	}
	return slices.ContainsFunc(blocks[:min(len(blocks), maxHeadLines)], func(b block) bool { return isKicker(b.text) })
}
