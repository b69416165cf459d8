package text

import "strings"

// A nameSpan is a name in a document with what was read from it.
type nameSpan struct {
	first, last int    // words, titles included
	top         int    // the word that the others hang on
	head        int    // the same without the titles
	core        int    // the first word after the titles
	kind        string // Person, Organisation, Place or ""
	role        Range  // of a person, the words of a role right before it
}

// findNames collects the document's names: those it has been given, and runs of proper
// nouns where it has none.
func (r *resolver) findNames() {
	r.names = r.names[:0]
	d := r.doc
	for _, n := range d.Names {
		if n.First >= n.Last || n.First < 0 || n.Last > len(d.Words) {
			continue
		}
		if n.Role.First >= 0 && n.Role.Last <= n.First {
			for i := n.Role.First; i < n.Role.Last; i++ {
				r.titled[i] = i < n.Body.First || i >= n.Body.Last
			}
		}
		for i := n.First; n.Type == Nationality && i < n.Last; i++ {
			r.national[i] = true
		}
		if refers(n.Type) {
			first := n.First
			if n.Type == Person {
				first = r.titleBefore(n)
			}
			at := len(r.names)
			r.name(first, n.First, n.Last, n.Type)
			if n.Role.Last <= n.First && n.Role.First >= 0 {
				r.names[at].role = n.Role
			}
		}
	}
	r.findShortened()
	for s := range d.Sentences {
		r.properNouns(d.Sentences[s])
	}
	r.nested()
}

// refers reports whether names of the type mean somebody or something that is spoken of
// again: a date or a sum is not, and what is "Ruvian" is told by its noun.
func refers(kind string) bool {
	switch kind {
	case Person, Organisation, Place, Event, Law:
		return true
	}
	return false
}

// titleBefore returns where the proper nouns before a person's name start that are a title
// of it: "Secretary of State" in "U.S. Secretary of State Ana Ode". It is n.First where
// there is none.
func (r *resolver) titleBefore(n Name) int {
	first, sentence := n.First, r.doc.Sentences[r.doc.Words[n.First].Sentence].First
	// Trees are often wrong here, so the words decide.
	for i := n.First - 1; i >= max(sentence, n.First-maxTitle); i-- {
		w := &r.doc.Words[i]
		if r.named[i] >= 0 || w.UPOS != "ADP" && w.UPOS != "PROPN" {
			break
		}
		if w.UPOS == "PROPN" && r.isTitleWord(i) {
			first = i
		}
	}
	return first
}

// name adds the name [first, last), whose titles end at core or later.
func (r *resolver) name(first, core, last int, kind string) {
	n := nameSpan{first: first, last: last, core: core, kind: kind, top: r.topWord(first, last)}
	for n.core < last-1 && n.core < core+maxTitle && r.isTitleWord(n.core) && !r.doc.isPunct(n.core+1) {
		n.core = r.afterTitle(n.core, last)
	}
	if n.core > first && n.kind == "" {
		n.kind = Person
	}
	if kind == Person {
		n.last = r.withoutOf(n)
	}
	n.head = r.topWord(n.core, n.last)
	for i := first; i < last; i++ {
		r.named[i] = len(r.names)
	}
	r.names = append(r.names, n)
	if n.last < last {
		r.name(n.last+1, n.last+1, last, "")
	}
}

// withoutOf returns where the name of a person ends: before the "of" of "Ana Ode of Velmar".
func (r *resolver) withoutOf(n nameSpan) int {
	for i := n.core + 2; i+1 < n.last; i++ {
		if r.doc.Words[i].Form == "of" {
			return i
		}
	}
	return n.last
}

// nested adds the names within names: "Velmar" in "Velmar Chamber of Trade" where it
// stands for itself elsewhere in the document or is a state's in the caller's facts.
func (r *resolver) nested() {
	alone := make(map[string]bool)
	for _, n := range r.names {
		alone[r.written(n.core, n.last)] = true
	}
	for _, n := range r.names {
		if n.kind == Person || n.last-n.core < 2 {
			continue
		}
		for i := n.core; i < n.last; {
			i = r.nestedAt(n, i, alone)
		}
	}
}

// nestedAt adds the longest name that starts at word i within n, and returns the word after
// it, or else the one after i.
func (r *resolver) nestedAt(n nameSpan, i int, alone map[string]bool) int {
	for last := min(n.last, i+maxTitle); last > i; last-- {
		if i <= n.head && n.head < last || r.named[i] != r.named[n.head] || r.named[last-1] != r.named[n.head] || !capitalised(r.doc.Words[i].Form) {
			continue
		}
		fact, ok := r.fact(i, last)
		if alone[r.written(i, last)] || ok && fact.Type == Place {
			r.name(i, i, last, "")
			return last
		}
	}
	return i + 1
}

// written returns the words [first, last), parted by spaces.
func (r *resolver) written(first, last int) string {
	if last-first == 1 {
		return r.doc.Words[first].Form
	}
	var b strings.Builder
	for i := first; i < min(last, first+maxName); i++ {
		b.WriteString(r.doc.Words[i].Form)
		b.WriteByte(' ')
	}
	return b.String()
}

// afterTitle returns the word after the title at i, with what "of" adds to it where a name
// follows that: "Secretary of State Ana Ode".
func (r *resolver) afterTitle(i, last int) int {
	if of := i + 1; of+2 < last && r.doc.Words[of].UPOS == "ADP" {
		given := lexicon()[strings.ToLower(r.doc.Words[of+2].Form)]&(isFemaleGiven|isMaleGiven) != 0
		if given || r.doc.Words[of+1].Head == i && !r.doc.isPunct(of+2) && r.doc.Words[of+2].Head != of+1 {
			return of + 2
		}
	}
	return i + 1
}

func (d *Document) isPunct(i int) bool { return d.Words[i].UPOS == "PUNCT" }

// isTitleWord reports whether the word stands before names as a title: "Foreign",
// "Minister", "Gen.".
func (r *resolver) isTitleWord(i int) bool {
	w := &r.doc.Words[i]
	form := strings.TrimSuffix(strings.ToLower(w.Form), ".")
	return lexicon()[form]&isTitle != 0 && form != "st"
}

// topWord returns the first word of [first, last) whose head is outside.
func (r *resolver) topWord(first, last int) int {
	for i := first; i < last; i++ {
		if h := r.doc.Words[i].Head; (h < first || h >= last) && !r.doc.isPunct(i) {
			return i
		}
	}
	return last - 1
}

// properNouns adds the runs of proper nouns of a sentence that are in no name yet. A run
// takes "of" and its noun with it where that hangs on the run, and ends where a word hangs
// on nothing of it.
func (r *resolver) properNouns(s Sentence) {
	for i := s.First; i < s.Last; {
		if !r.isName(i) || r.named[i] >= 0 {
			i++
			continue
		}
		end := i + 1
		for end < s.Last && end < i+maxName {
			next := r.continues(i, end, s.Last)
			if next == end {
				break
			}
			end = next
		}
		r.name(i, i, end, "")
		i = end
	}
}

// isName reports whether a word by itself is a name or a part of one: a proper noun or an
// acronym, no day or month.
func (r *resolver) isName(i int) bool {
	w := &r.doc.Words[i]
	if r.titled[i] || w.Feat("Number") != "Plur" && r.isDemonym(i) {
		return false
	}
	switch w.UPOS {
	case "PROPN":
		return !r.isTime(i)
	case "NOUN", "PRON", "X":
		return (r.shortened[w.Form] || r.besideCapital(i)) && len(w.Form) > 1 && len(w.Form) < 7 && isCaps(w.Form) && r.doc.hasSmall(w.Sentence)
	}
	return false
}

// isTime reports whether the word is a day's or month's name or stands by a date: "BC".
func (r *resolver) isTime(i int) bool {
	return lexicon()[strings.TrimSuffix(strings.ToLower(r.doc.Words[i].Form), ".")]&isTimeName != 0
}

// besideCapital reports whether the word hangs on one beside it with a capital, or that on
// it: "EAO Charter".
func (r *resolver) besideCapital(i int) bool {
	first, last := r.doc.Sentences[r.doc.Words[i].Sentence].First, r.doc.Sentences[r.doc.Words[i].Sentence].Last
	if i+1 < last && capitalised(r.doc.Words[i+1].Form) && r.doc.Words[i].Head == i+1 {
		return true
	}
	return i > first && capitalised(r.doc.Words[i-1].Form) && (r.doc.Words[i].Head == i-1 || r.doc.Words[i-1].Head == i)
}

// isDemonym reports whether the word by itself tells what is of a state or people: "Ruvian".
func (r *resolver) isDemonym(i int) bool {
	if r.national[i] {
		return true
	}
	fact, ok := r.fact(i, i+1)
	return ok && fact.Demonym
}

// findShortened collects the acronyms that are a name's somewhere: in capitals and a proper
// noun by its tag, or made of the initials of a name. "LED" is none.
func (r *resolver) findShortened() {
	for i := range r.doc.Words {
		if w := &r.doc.Words[i]; (w.UPOS == "PROPN" || r.named[i] >= 0) && len(w.Form) < 7 && isCaps(w.Form) {
			r.shortened[w.Form] = true
		}
	}
	for _, n := range r.names {
		if n.last-n.first > 1 {
			for _, a := range acronyms(r.nameKey(n, n.kind)) {
				r.shortened[strings.ToUpper(a)] = true
			}
		}
	}
}

// hasSmall reports whether a sentence has a long word in small letters, as headlines in
// capitals have not.
func (d *Document) hasSmall(s int) bool {
	for _, w := range d.Sentence(s)[:min(maxName, d.Sentences[s].Last-d.Sentences[s].First)] {
		if len(w.Form) > 3 && w.Form[0] >= 'a' && w.Form[0] <= 'z' {
			return true
		}
	}
	return false
}

// maxName bounds a run of proper nouns, in words.
const maxName = 16

// continues returns where the run [first, end) ends when what stands at end is taken in,
// or end where it is not.
func (r *resolver) continues(first, end, last int) int {
	next := end
	for next < last && next < end+3 && r.joins(next) {
		next++
	}
	if next == last || !r.isName(next) && !r.numeral(next) || r.named[next] >= 0 {
		return end
	}
	if r.hangs(first, end, next) {
		return next + 1
	}
	return end
}

// joins reports whether the word may stand inside a name.
func (r *resolver) joins(i int) bool {
	switch w := &r.doc.Words[i]; w.Form {
	case "-", "–", "&", "/":
		return true
	case "of", "for":
		return w.UPOS == "ADP" && r.doc.Words[i-1].Rel() != "flat"
	case "de":
		return w.UPOS == "ADP"
	case "the":
		return r.doc.Words[i-1].Form == "of"
	}
	return false
}

// numeral reports whether the word is a number within a name: "Louis XIV".
func (r *resolver) numeral(i int) bool {
	w := &r.doc.Words[i]
	return w.UPOS == "NUM" && w.Rel() == "flat"
}

// hangs reports whether word i and the run [first, end) hang together: one on the other,
// or both on one word of a name that follows.
func (r *resolver) hangs(first, end, i int) bool {
	h := r.doc.Words[i].Head
	if h >= first && h < end {
		switch r.doc.Words[i].Rel() {
		case "flat", "nmod", "compound", "goeswith", "nummod":
			return r.doc.Words[i].DepRel != "nmod:poss"
		}
		return false
	}
	for k := end - 1; k >= first; k-- {
		w := &r.doc.Words[k]
		if w.Head < first || w.Head >= end {
			if w.DepRel == "nmod:poss" {
				return false
			}
			switch w.Rel() {
			case "compound", "amod", "nmod":
				return w.Head == i || w.Head > i && w.Head == h
			}
			return false
		}
	}
	return false
}

// addName adds the mention of a name.
func (r *resolver) addName(n nameSpan) {
	w := &r.doc.Words[n.head]
	if r.isOffice(n) {
		r.addOffice(n)
		return
	}
	m := Mention{First: min(n.first, r.titleLeft(n)), Last: n.last, Head: n.head, Kind: NameMention, Type: n.kind, Number: w.Feat("Number")}
	f := mentionFacts{at: n.head, top: n.top, det: r.determiner(n.top)}
	female, male := false, false
	for i := m.First; i < n.core; i++ {
		is := lexicon()[strings.TrimSuffix(strings.ToLower(r.doc.Words[i].Form), ".")]
		female, male = female || is&(isFemaleTitle|isFemaleNoun) != 0, male || is&(isMaleTitle|isMaleNoun) != 0
		if is&(isPersonNoun|isTitle) != 0 {
			if m.Type == "" {
				m.Type = Person
			}
			f.roles = append(f.roles, roleNoun(r.doc.Words[i].Form))
		}
	}
	m.Gender = genderOf(female, male)
	f.is = lexicon()[strings.ToLower(r.doc.Words[n.core].Form)]
	if m.Type == "" && n.last-n.core > 1 && f.is&(isFemaleGiven|isMaleGiven) != 0 {
		m.Type = Person
	}
	if m.Gender == "" && m.Type == Person && n.last-n.core > 1 {
		m.Gender = genderOf(f.is&isFemaleGiven != 0, f.is&isMaleGiven != 0)
	}
	if m.Type == "" {
		m.Type = r.typeOf(n)
	}
	if m.Type == Person && f.det == bare { // "Ades" is no plural
		m.Number = "Sing"
	}
	f.office = r.officeKey(n, m.First)
	f.key = r.nameKey(n, m.Type)
	if m.Type != Person && m.Type != Organisation && n.core == n.first {
		m.First = r.modifiers(n)
	}
	if fact, ok := r.fact(n.core, n.last); ok && !fact.Demonym && (m.Type == Person || m.Type == Organisation || m.First == n.first) {
		r.use(&m, &f, fact)
	}
	r.add(m, f)
}

// titleLeft returns where the common nouns before a name start that are its title:
// "spokesperson" in "State Department spokesperson Ana Ode".
func (r *resolver) titleLeft(n nameSpan) int {
	left := n.first
	for i := n.first - 1; i >= max(0, n.first-maxTitle) && r.inTitle(i, n, left); i-- {
		left = i
	}
	return left
}

// maxTitle bounds a title of common nouns, in words.
const maxTitle = 4

func (r *resolver) inTitle(i int, n nameSpan, left int) bool {
	w := &r.doc.Words[i]
	if r.named[i] >= 0 || r.isTime(i) || w.Head != n.head && (w.Head < left || w.Head >= n.core) {
		return false
	}
	switch w.DepRel {
	case "compound", "nmod:desc", "amod", "flat":
		return w.UPOS == "NOUN" || w.UPOS == "ADJ" || w.UPOS == "PROPN"
	}
	return false
}

// roleNoun returns a title in the form of the noun: "gen." as it is, in small letters.
func roleNoun(form string) string { return strings.TrimSuffix(strings.ToLower(form), ".") }

// nameKey returns the name's words in small letters, without titles and marks.
func (r *resolver) nameKey(n nameSpan, kind string) string {
	var b strings.Builder
	first := n.core
	if kind != Person && kind != Organisation && n.core == n.first {
		first = r.modifiers(n)
	}
	for i := first; i < n.last || i == n.last && kind != Person && r.counted(n); i++ {
		w := &r.doc.Words[i]
		if w.UPOS == "PUNCT" && w.Form != "-" || w.DepRel == "case" && w.XPOS == "POS" || w.UPOS == "DET" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.ReplaceAll(strings.ToLower(w.Form), ".", ""))
	}
	return b.String()
}

// counted reports whether a number follows that tells one of a name from the next: "Annex 2".
func (r *resolver) counted(n nameSpan) bool {
	if n.last == len(r.doc.Words) {
		return false
	}
	w := &r.doc.Words[n.last]
	return w.UPOS == "NUM" && w.Head >= n.first && w.Head < n.last && r.named[n.last] < 0
}

// modifiers returns where what narrows a name starts: "western" in "western Velmar" makes it
// another place.
func (r *resolver) modifiers(n nameSpan) int {
	first := n.first
	for i := n.first - 1; i >= max(0, n.first-maxTitle); i-- {
		w := &r.doc.Words[i]
		if r.named[i] >= 0 || w.Head <= i || w.Head >= n.last || w.Rel() != "amod" && w.DepRel != "compound" || r.isTime(i) {
			break
		}
		first = i
	}
	return first
}

// isOffice reports whether a name is only a title: "the President".
func (r *resolver) isOffice(n nameSpan) bool {
	if w := &r.doc.Words[n.last-1]; n.head == n.last-1 && w.Feat("Number") == "Plur" {
		return n.kind != Organisation && n.kind != Place && lexicon()[r.lemma(n.head)]&isPersonNoun != 0
	}
	if lexicon()[r.lemma(n.head)]&(isPersonNoun|isTitle) == isPersonNoun|isTitle && n.head == n.last-1 && n.head > n.first && n.kind != Organisation && n.kind != Place && r.determiner(n.top) == definite &&
		!r.doc.isPunct(n.last-2) {
		return true // "the Home Secretary"
	}
	return n.core == n.last-1 && r.isTitleWord(n.core) && n.kind != Organisation && n.kind != Place &&
		lexicon()[strings.ToLower(r.doc.Words[n.core].Form)]&isPersonNoun != 0
}

// officeKey returns the words of the role before a name, whose mention starts at first, as a
// noun's phrase has them.
func (r *resolver) officeKey(n nameSpan, first int) string {
	role := n.role
	if role == (Range{}) {
		role = Range{first, n.core}
	}
	if role.First >= role.Last || role.Last-role.First > maxTitle {
		return ""
	}
	return r.lowerWords(role.First, role.Last)
}

// addOffice adds the mention of somebody by the office alone.
func (r *resolver) addOffice(n nameSpan) {
	m := Mention{First: r.left[n.head], Last: r.right[n.head], Head: n.head, Kind: NounMention, Type: Person, Number: r.doc.Words[n.head].Feat("Number")}
	f := mentionFacts{at: n.head, top: n.top, is: isPersonNoun, det: r.determiner(n.head)}
	if n.core > n.first { // "Madam Speaker"
		m.First, m.Last, f.det = n.first, n.last, definite
	}
	r.add(m, f)
}

// typeOf guesses the type of a name that tells nothing by itself from its words.
func (r *resolver) typeOf(n nameSpan) string {
	for i := n.core; i < n.last; i++ {
		if lexicon()[strings.ToLower(r.doc.Words[i].Form)]&isGroupNoun != 0 {
			return Organisation
		}
	}
	for i := n.core + 1; i < n.last && lexicon()[strings.ToLower(r.doc.Words[n.core].Form)]&isPlaceStart == 0; i++ {
		if r.doc.Words[i].Rel() == "flat" {
			return Person
		}
	}
	if i := n.head - 1; i >= 0 && n.first == n.head {
		w := &r.doc.Words[i]
		if w.Head == n.head && w.Rel() == "case" && w.Form == "in" && r.doc.Words[n.head].Rel() == "obl" {
			return Place
		}
	}
	return ""
}
