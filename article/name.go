package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxNames is the most names that a byline gives.
const maxNames = 12

// bylineOpeners are the words that introduce the author, longest first where one begins
// another. A colon may follow.
var bylineOpeners = prefixSet(
	"written and photographed by", "written by", "posted by", "published by", "reported by", "reporting by", "story by", "words by",
	"text by", "article by", "review by", "analysis by", "opinion by", "compiled by", "prepared by", "interview by", "created by",
	"submitted by", "added by", "uploaded by", "exclusive by", "by", "authors", "author", "byline", "words",
	"ein artikel von", "ein beitrag von", "ein kommentar von", "ein gastbeitrag von", "eine analyse von", "veröffentlicht von",
	"geschrieben von", "verfasst von", "erstellt von", "publiziert von", "aufgezeichnet von", "interview von", "kommentar von",
	"text von", "eingestellt von", "gespeichert von", "gepostet von", "bericht von", "von unserem redakteur", "von unserer redakteurin", "von unserem korrespondenten", "von", "vom", "autorin", "autoren",
	"autor", "verfasser", "redakteur", "redakteurin", "text und fotos", "text",
	"publié par", "rédigé par", "écrit par", "propos recueillis par", "par", "auteur", "auteurs",
	"publicado por", "escrito por", "redactado por", "por", "autora", "redacción de",
	"pubblicato da", "scritto da", "a cura di", "articolo di", "di", "autore",
	"geschreven door", "door", "auteur", "skriven av", "skrevet av", "av", "af", "tekst", "text av",
	"napisał", "napisała", "opracował", "opracowała", "autorzy", "napsal", "napsala",
	"автор текста", "автор статьи", "авторы", "автор", "автори", "текст", "подготовил", "подготовила", "підготував", "підготувала",
	"müəllif", "yazan", "yazar", "haber", "haberi hazırlayan", "հեղինակ", "ავტორი", "نویسنده", "بقلم", "كتب", "מאת", "文", "記者", "记者", "作者",
)

// nameJoiners stand between two names.
var nameJoiners = [...]string{", and ", ", und ", " and ", " und ", " et ", " y ", " e ", " en ", " i ", " a ", " & ", " + ", " ja ", " og ", " och ",
	" și ", " и ", " та ", " і ", " й ", " və ", " ve ", " և ", " და ", " και ", " و ", "; ", ";", ", ", "、", "，", " / "}

// roleWords show that a piece of a byline is an office or an outlet's service, not a
// name. They are compared whole and in lower case.
var roleWords = lexicon(`editor editors reporter reporters correspondent correspondents writer writers columnist contributor contributors
contributing staff senior chief deputy bureau director manager analyst producer photographer producer associate assistant fellow professor
phd md msc ba ma jd dphil mba prof rd cpa esq journalist journalists intern opinion updated published posted minutes read min news
redakteur redakteurin redakteure korrespondent korrespondentin chefredakteur chefredakteurin volontär volontärin journalistin autor autorin
freier freie leiter leiterin ressortleiter reporterin volontariat
periodista corresponsal redactor redactora journaliste rédacteur rédactrice correspondant correspondante giornalista corrispondente
experte expertin expert корреспондент редактор журналист обозреватель muxbir müxbir`)

// notNames are things that stand where a byline is expected and are none.
var notNames = lexicon(`name email e-mail mail author authors autor autoren auteur auteurs by von admin administrator guest profile profil
website web comment comments kommentar kommentare share print follow twitter facebook instagram linkedin more mehr about
reply antworten login log anonymous gast date datum foto photo fotos video image bild advertisement anzeige undefined null
newsletter topics tags category home biography bio posts articles artikel beiträge http https www disclosure contact kontakt
the this our your all latest no weitere alle publisher übersetzt translated translation source quelle publicado ca min veröffentlicht
photograph photography illustration nachricht publié publiée mis modifié actualizado pubblicato aggiornato opublikowano published updated`)

// particles are the small words inside names.
var particles = lexicon(`de da do dos das del della delle di du des la le les lo van von vom zu zum zur der den dem ter ten te af av
al el ul bin ibn bint ben abu abd ould y e i und st mc o' d' und of oğlu qızı ogly oglu kyzy uulu`)

// lexicon makes a set of the words in s.
func lexicon(s string) map[string]bool {
	set := make(map[string]bool)
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// names returns the names in the text of an element or field that holds a byline:
// openers, addresses, dates and offices cut off, several names apart. It returns nil
// where the text holds something else.
func names(s string) []string {
	s = dropAddresses(fold(clip(s, 1000)))
	segments := segmentsOf(behindLabel(s))
	for _, seg := range segments {
		if n := opener(seg); n > 0 && len(segments) > 1 {
			return peopleIn(seg)
		}
	}
	for _, seg := range segments {
		if ns := peopleIn(seg); len(ns) > 0 {
			return ns
		}
	}
	return nil
}

// segmentSeparators stand between the parts of a byline: day, author, section.
var segmentSeparators = strings.NewReplacer(" | ", "\n", " · ", "\n", " • ", "\n", " – ", "\n", " — ", "\n", " - ", "\n", " / ", "\n/ ",
	"|", "\n", "·", "\n", "•", "\n", "∙", "\n")

func segmentsOf(s string) []string { return strings.SplitN(segmentSeparators.Replace(s), "\n", 12) }

// behindLabel returns what follows a label such as "Author:" inside s, or s.
func behindLabel(s string) string {
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return s
	}
	for _, label := range [...]string{"author:", "autor:", "autorin:", "autoren:", "auteur :", "autore:", "by:", "von:", "text:", "автор:", "müəllif:", "interview:"} {
		if i := strings.Index(lower, label); i >= 0 && (i == 0 || lower[i-1] == ' ') {
			return strings.TrimSpace(s[i+len(label):])
		}
	}
	return s
}

// peopleIn returns the names at the start of a part of a byline.
func peopleIn(s string) []string {
	s = cutTail(cutOpener(strings.TrimLeft(s, "/ ")))
	var out []string
	for i, piece := range splitNames(s) {
		piece = trimName(dropOffice(cutOpener(piece)))
		if left, _, ok := strings.Cut(piece, "/"); ok && isPerson(left) {
			piece = left // the agency or the initials behind a name
		}
		if !isName(piece) || i > 0 && isNewsroom(piece) {
			break // what follows is no name either: "Ana Lim, chief of our bureau, Port Town"
		}
		if !slices.Contains(out, piece) && len(out) < maxNames {
			out = append(out, piece)
		}
	}
	return out
}

// isNewsroom reports whether a piece of a byline names the newsroom, which says nothing
// beside a person's name.
func isNewsroom(s string) bool {
	s = strings.ToLower(s)
	return strings.HasSuffix(s, "redaktion") || strings.HasSuffix(s, "desk") || strings.HasSuffix(s, "staff") || strings.HasPrefix(s, "redac") || s == "editorial"
}

// dropOffice removes an office that stands in front of a name as one word with hyphens.
func dropOffice(s string) string {
	first, rest, ok := strings.Cut(s, " ")
	if !ok || !strings.Contains(rest, " ") {
		return s
	}
	i := strings.LastIndexByte(first, '-')
	if i > 0 && roleWords[strings.ToLower(first[i+1:])] {
		return rest
	}
	return s
}

// opener returns the length of the byline opener at the start of s, with the colon and
// the space behind it, or 0.
func opener(s string) int {
	lower := strings.ToLower(clip(s, 60))
	best := glued(s)
	if lower == "" {
		return 0
	}
	for _, o := range bylineOpeners[lower[0]] {
		if len(o) <= best || !strings.HasPrefix(lower, o) {
			continue
		}
		r, size := utf8.DecodeRuneInString(lower[len(o):])
		if size == 0 || r == ':' || r == ' ' || r == '՝' || r == '：' || r == '|' {
			best = len(o)
		}
	}
	if best == 0 || len(lower) != len(clip(s, 60)) {
		return 0
	}
	for best < len(s) && strings.ContainsRune(": |", rune(s[best])) {
		best++
	}
	for _, mark := range [...]string{"՝", "："} {
		if strings.HasPrefix(s[best:], mark) {
			best += len(mark)
		}
	}
	return best
}

// glued returns the length of an opener that the page's text has joined to the name:
// "ByAna Lim".
func glued(s string) int {
	for _, o := range [...]string{"By", "Von", "Por", "Par"} {
		if r, _ := utf8.DecodeRuneInString(s[min(len(o), len(s)):]); strings.HasPrefix(s, o) && unicode.IsUpper(r) {
			return len(o)
		}
	}
	return 0
}

func cutOpener(s string) string {
	for range 3 {
		n := opener(s)
		if n == 0 {
			break
		}
		s = strings.TrimSpace(s[n:])
	}
	return s
}

// dropAddresses removes handles, e-mail and web addresses.
func dropAddresses(s string) string {
	if !strings.ContainsAny(s, "@/") {
		return s
	}
	var keep []string
	for w := range strings.FieldsSeq(s) {
		if at := strings.IndexByte(w, '@'); at > 1 && !strings.Contains(w, ".") { // a name with a handle glued to it
			keep = append(keep, w[:at]+",")
			continue
		}
		if strings.Contains(w, "@") || strings.Contains(w, "://") || strings.HasPrefix(w, "www.") {
			if len(keep) > 0 && strings.HasSuffix(w, ",") {
				keep[len(keep)-1] += ","
			}
			continue
		}
		keep = append(keep, w)
	}
	return strings.TrimRight(strings.Join(keep, " "), ", ")
}

// nameEnds end the part of a byline that names people.
var nameEnds = [...]string{" (", "(", " [", "//", " on ", " in ", " am ", " vom ", " for ", " für ", " at ", " from ", " aus ", " le ", " el ", " ist ", " is ",
	" schreibt", " sagt", " says", " illustration", " Illustration", " Foto", " Photo", " : ", ": ", " Published", " Updated", " Veröffentlicht", " Updat"}

// cutTail cuts a byline before a date or whatever else follows the names.
func cutTail(s string) string {
	for _, end := range nameEnds {
		if i := strings.Index(s, end); i > 0 {
			s = s[:i]
		}
	}
	words := strings.Fields(s)
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsDigit(r) {
			words = words[:i]
			break
		}
	}
	for len(words) > 0 && (datedWord(words[len(words)-1]) || words[len(words)-1] == ",") {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// dateWords stand in front of a date's digits.
var dateWords = lexicon(`mo di mi do fr sa so mon tue wed thu fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday
thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun
jul aug sep sept oct nov dec stand am um vom on at updated published veröffentlicht aktualisiert uhr quelle datum source date foto fotos bild übersetzung translation
dezember januar februar märz mai juni juli oktober`)

func datedWord(w string) bool {
	return dateWords[strings.ToLower(strings.Trim(w, ".,:;-–|"))]
}

// splitNames splits at the words and marks that stand between names.
func splitNames(s string) []string {
	pieces := []string{s}
	for _, j := range nameJoiners {
		if !strings.Contains(s, j) {
			continue
		}
		var next []string
		for _, p := range pieces {
			if len(next) > 2*maxNames {
				break
			}
			next = append(next, strings.SplitN(p, j, 2*maxNames)...)
		}
		pieces = next
	}
	return pieces
}

func trimName(s string) string {
	s = strings.Trim(s, " ,;:|/–—-•·*\"„“”«»'’()[]")
	for _, title := range [...]string{"Dr. ", "Prof. ", "Dr ", "Prof ", "Mag. "} {
		s = strings.TrimPrefix(s, title)
	}
	if strings.HasSuffix(s, ".") && !endsInitial(s) {
		s = strings.TrimRight(s, ".")
	}
	return strings.TrimSpace(s)
}

// endsInitial reports whether a name ends with an abbreviation: "J.", "Jr."
func endsInitial(s string) bool {
	i := strings.LastIndexByte(s, ' ')
	return len(s)-i <= 4
}

// isName reports whether a piece of text that stands where a byline is expected can be
// a name: of a person, a pen name or an outlet.
func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	words := strings.Fields(s)
	if n < 2 || n > 60 || len(words) > 6 || strings.ContainsAny(s, "{}<>=?!…\u200b\"") || !hasLetter(s) {
		return false
	}
	small := 0
	for i, w := range words {
		k := strings.ToLower(strings.Trim(w, ".,:;"))
		if roleWords[k] && len(words) > 1 || i == 0 && (notNames[k] || roleWords[k]) {
			return false
		}
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !particles[k] {
			small++
		}
	}
	return small == 0 || len(words) <= 2 && small < 2 || len(words) == 1
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// isPerson reports whether a line reads as the name of a person and nothing else: two
// to four words with capitals, particles aside, and none of a newsroom's own.
func isPerson(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || utf8.RuneCountInString(s) > 45 || !isName(s) {
		return false
	}
	capitals := 0
	for _, w := range words {
		if pageWords[strings.ToLower(strings.Trim(w, ".,:;"))] {
			return false
		}
		switch capital, ok := nameWord(w); {
		case !ok:
			return false
		case capital:
			capitals++
		}
	}
	return capitals >= 2
}

// nameWord reports whether w can be a word of a person's name, and whether it starts
// with a capital.
func nameWord(w string) (capital, ok bool) {
	if particles[strings.ToLower(w)] {
		return false, true
	}
	r, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) && !unicode.IsTitle(r) {
		return false, false
	}
	for _, r := range w {
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(".'’ʼ-‐", r) {
			return false, false
		}
	}
	return true, true
}

// pageWords are words that stand alone on news pages in the manner of names: headings
// of rails, sections and buttons, compass points.
var pageWords = lexicon(`news latest related more read also breaking top stories story article articles headlines headline photo photos video videos
comments comment share print follow us subscribe newsletter advertisement live updates update analysis opinion politics world business
economy sport sports culture society region regional international national local editor editors choice recommended popular most trending
north south east west northern southern eastern western middle central asia europe africa america pacific gulf sea caucasus
press release service agency ministry minister president government parliament council union nations united states republic state federal
department committee commission court assembly conference summit talks meeting agreement treaty statement report reports background
question answer questions answers contact terms privacy policy copyright rights reserved all menu home search tags topics topic next
previous page back show hide load view original source sources text full transcript briefing interview note notes the of and on in for
новости последние читайте также главное xəbərlər son oxşar haberler nachrichten aktuelle mehr noticias actualités`)
