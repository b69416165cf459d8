package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a dateline, in bytes.
const (
	maxDateline = 120
	maxPlace    = 60
	maxAgency   = 40
)

// A datelineParts is what opens an agency's text: where, when and by whom.
type datelineParts struct {
	text   string // as printed, a closing colon or stop included, a dash not
	place  string
	agency string
	hit    dateHit // of the whole text; its shape is barePart where no year is printed
	dated  bool
}

// agencyOf returns the agency that a dateline names, or "".
func agencyOf(dateline string) string {
	if strings.HasSuffix(dateline, ")") {
		dateline += " –" // which is not kept with it
	}
	d, _ := findDateline(dateline, orderUnknown)
	return d.agency
}

// findDateline reads the dateline that a paragraph opens with:
//
//	Port Ilm/30.04.23/Ilmpress: ...
//	PORT ILM, MAY 1, ILMPRESS: ...
//	PORT ILM, December 8. /ILMA/. ...
//	PORT ILM, May 1 (Ilmpress) - ...
//	PORT ILM (Ilmpress) — ...
func findDateline(paragraph string, order dateOrder) (datelineParts, bool) {
	s := clip(strings.TrimLeft(paragraph, " \u00a0"), 2*maxDateline)
	if d, ok := datedDateline(s, order); ok {
		return d, true
	}
	return undatedDateline(s)
}

func datedDateline(s string, order dateOrder) (datelineParts, bool) {
	hits := datesIn(clip(s, maxDateline), order)
	if len(hits) == 0 || hits[0].start > maxPlace || hits[0].shape == monthShape {
		return datelineParts{}, false
	}
	d := datelineParts{hit: hits[0], dated: true}
	before := s[:d.hit.start]
	sep := strings.TrimRight(before, " \u00a0")
	if sep == "" || !strings.ContainsRune(",./(-–—|:", lastRune(sep)) {
		return datelineParts{}, false
	}
	d.place = strings.Trim(before, " \u00a0,./(-–—|:[")
	if !isPlace(d.place) {
		return datelineParts{}, false
	}
	return d.close(s, d.hit.end)
}

// close reads what follows the place or date: an agency and the mark that ends the
// dateline.
func (d datelineParts) close(s string, end int) (datelineParts, bool) {
	rest := s[end:]
	rest = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(rest, "թ"), " г"), "г")
	agency, after, ok := agencyAt(rest)
	if ok {
		d.agency, rest = agency, after
	}
	n, ended := datelineEnd(rest, ok)
	if !ended {
		return datelineParts{}, false
	}
	d.text = strings.TrimRight(s[:len(s)-len(rest)+n], " \u00a0")
	return d, len(d.text) <= maxDateline
}

// agencyAt reads an agency in brackets or slashes, or between a comma, a dash or a slash
// and the colon or stop that ends the dateline.
func agencyAt(s string) (agency, after string, ok bool) {
	t := strings.TrimLeft(s, " \u00a0.,")
	switch {
	case strings.HasPrefix(t, "("):
		return enclosed(t[1:], ")")
	case strings.HasPrefix(t, "/"):
		if agency, after, ok = enclosed(t[1:], "/"); ok {
			return agency, after, true
		}
		return enclosed(t[1:], ":")
	case strings.HasPrefix(s, ","):
		return bareAgency(t, 0)
	}
	dash := strings.TrimLeft(t, "-–— \u00a0")
	if dash == t {
		return "", "", false
	}
	return bareAgency(dash, 1)
}

// bareAgency reads an agency that nothing encloses: up to a colon, a dash or a stop or
// the end of the line. At least its first caps words are in capitals, lest the text's
// own first words be taken for one.
func bareAgency(s string, caps int) (agency, after string, ok bool) {
	i := len(s)
	for _, end := range [...]string{":", ".", "/", " -", " –", " —"} {
		if j := strings.Index(s, end); j >= 0 {
			i = min(i, j)
		}
	}
	if i > maxAgency || !isAgency(s[:i]) {
		return "", "", false
	}
	for w := range strings.FieldsSeq(s[:i]) {
		if caps > 0 && !shouted(w) || i == len(s) && !shouted(w) {
			return "", "", false
		}
		caps--
	}
	return strings.TrimSpace(s[:i]), s[i:], true
}

func enclosed(s, end string) (agency, after string, ok bool) {
	i := strings.Index(clip(s, maxAgency+1), end)
	if i <= 0 || strings.ContainsAny(s[:i], "()/:") || !strings.ContainsFunc(s[:i], unicode.IsLetter) || strings.ContainsFunc(s[:i], unicode.IsDigit) || !fewWords(s[:i], 4) {
		return "", "", false
	}
	after = s[i:]
	if end != ":" {
		after = s[i+len(end):]
	}
	return strings.TrimSpace(s[:i]), after, true
}

// datelineEnd returns how much of s still belongs to the dateline, and whether it ends
// there at all. An agency in brackets may be followed by the text at once.
func datelineEnd(s string, agency bool) (int, bool) {
	t := strings.TrimLeft(s, " \u00a0")
	skipped := len(s) - len(t)
	switch {
	case t == "":
		return 0, true
	case strings.HasPrefix(t, "-"), strings.HasPrefix(t, "–"), strings.HasPrefix(t, "—"), strings.HasPrefix(t, "―"):
		return 0, true
	case skipped == 0 && (t[0] == ':' || t[0] == '.' || t[0] == '/'):
		if len(t) > 1 && strings.ContainsRune(".:/", rune(t[1])) {
			return 2, true
		}
		return 1, true
	case strings.HasPrefix(t, "|"), strings.HasPrefix(t, "]"):
		return skipped + 1, true
	}
	return 0, agency && skipped > 0
}

// undatedDateline reads PORT ILM (Ilmpress) — and Port Ilm/Ilmpress:.
func undatedDateline(s string) (datelineParts, bool) {
	i := strings.IndexAny(clip(s, maxPlace), "(/")
	if d, ok := placeAlone(s); ok {
		return d, true
	}
	if i <= 0 || !isPlace(strings.TrimRight(s[:i], " ,.\u00a0")) {
		return datelineParts{}, false
	}
	d := datelineParts{place: strings.TrimRight(s[:i], " ,.\u00a0")}
	agency, after, ok := agencyAt(s[i:])
	if !ok {
		return datelineParts{}, false
	}
	n, ended := datelineEnd(after, false)
	if !ended || s[i] == '(' && after == "" && !isAgency(agency) {
		return datelineParts{}, false
	}
	d.agency = agency
	d.text = strings.TrimRight(s[:len(s)-len(after)+n], " ")
	return d, true
}

// placeAlone reads PORT ILM — and PORT ILM, Sudria —, which a new sentence follows. Words
// in capitals may as well say what sort of text it is.
func placeAlone(s string) (datelineParts, bool) {
	s = clip(s, maxPlace)
	place, rest, ok := cutDash(s)
	if !ok || !isPlace(place) {
		return datelineParts{}, false
	}
	town, _, _ := strings.Cut(place, ",")
	state := place[strings.LastIndexByte(place, ' ')+1:]
	abbreviated := len(place) > len(town) && len(state) <= 4 && shoutedName(state) // New York, NY
	for w := range strings.FieldsFuncSeq(town, notWord) {
		if !abbreviated && !shoutedName(w) || labelNames[strings.ToLower(w)] {
			return datelineParts{}, false
		}
	}
	if i := strings.IndexByte(town, '.'); i >= 0 && !strings.HasPrefix(town[i:], ". ") {
		return datelineParts{}, false // an address
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0"))
	if utf8.RuneCountInString(town) < minTown || unicode.IsLower(r) || unicode.IsDigit(r) {
		return datelineParts{}, false
	}
	return datelineParts{text: place, place: place}, true
}

// minTown is the length of the shortest town in capitals that is told from initials.
const minTown = 4

// cutDash cuts s around its first dash between spaces.
func cutDash(s string) (before, after string, ok bool) {
	at, size := len(s), 0
	for _, dash := range [...]string{" — ", " – ", " - ", " -- ", "\u00a0— ", "\u00a0– "} {
		if i := strings.Index(s, dash); i > 0 && i < at {
			at, size = i, len(dash)
		}
	}
	if size == 0 {
		return s, "", false
	}
	return s[:at], s[at+size:], true
}

// labelNames are words in capitals that open a text and are no town.
var labelNames = lexicon(`breaking exclusive update updated urgent live watch video photo photos opinion analysis comment commentary correction editorial
explainer interview review note question answer news alert flash developing statement report feature column factbox timeline transcript readout
eilmeldung exklusiv kommentar meinung analyse urgente exclusiva exclusif срочно молния эксклюзив мнение özəl təcili son dakika özel`)

// isPlace reports whether s can be the place of a dateline: a few words that start with
// capitals, and no weekday.
func isPlace(s string) bool {
	if s == "" || len(s) > maxPlace || !fewWords(s, 6) {
		return false
	}
	capitals := 0
	for w := range strings.FieldsFuncSeq(s, notWord) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsDigit(r), len(w) > 2 && clockWords[foldWord(w)], publishedWords[foldWord(w)], updatedWords[foldWord(w)]:
			return false
		case !unicode.IsLower(r):
			capitals++
		case len(w) > 5:
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	return capitals > 0 && unicode.IsLetter(first) && !unicode.IsLower(first)
}

// isAgency reports whether s can be an agency's name where nothing encloses it.
func isAgency(s string) bool {
	s = strings.TrimSpace(s)
	first, _ := utf8.DecodeRuneInString(s)
	if s == "" || !unicode.IsLetter(first) || unicode.IsLower(first) || !fewWords(s, 3) {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			return false
		}
	}
	return true
}

func fewWords(s string, n int) bool { return len(strings.Fields(s)) <= n }

// shouted reports whether most letters of s are capitals, as agencies' names are, or
// have no case.
func shouted(s string) bool {
	upper, lower := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			lower++
		case unicode.IsLetter(r):
			upper++
		}
	}
	return upper > lower
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
