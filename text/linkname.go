package text

import (
	"slices"
	"strings"
	"unicode"
)

// A nameForm is one way a name is written in a document.
type nameForm struct {
	first  int // its first mention
	tokens []string
	key    string
	kind   string
	gender string // told by a title
	title  string
	caps   bool // written in capitals alone
}

// maxForms bounds the forms that are kept for one token; with more it tells nothing.
const maxForms = 8

// A formIndex finds forms by what short forms keep of them.
type formIndex map[string][]int

func (x formIndex) add(key string, f int) {
	if list := x[key]; len(list) <= maxForms && (len(list) == 0 || list[len(list)-1] != f) {
		x[key] = append(list, f)
	}
}

// joinNames makes one entity of the mentions of each form, and of forms that mean the same.
func (r *resolver) joinNames() {
	forms := r.nameForms()
	byEnd, byAcronym, byEnds := make(formIndex), make(formIndex), make(formIndex)
	for i := range forms {
		f := &forms[i]
		if len(f.tokens) < 2 {
			continue
		}
		if f.kind == Person {
			end := f.tokens[len(f.tokens)-1]
			byEnd.add(end, i)
			byEnd.add(f.tokens[0], i)
			byEnds.add(f.tokens[0]+" "+end, i)
		}
		if f.kind != Person {
			if short, _, ok := strings.Cut(f.key, " of "); ok {
				byEnd.add(short, i)
			}
			if end := f.tokens[len(f.tokens)-1]; lexicon()[end]&isGroupNoun != 0 {
				byEnd.add(end, i)
			}
			if len(f.tokens) > 2 && f.kind != Place {
				_, rest, _ := strings.Cut(f.key, " ")
				byEnd.add(rest, i)
			}
		}
		for _, a := range acronyms(f.key) {
			byAcronym.add(a, i)
		}
	}
	for i := range forms {
		f := &forms[i]
		if len(f.tokens) > 1 {
			if f.kind == Person {
				r.joinForm(forms, i, byEnds[f.tokens[0]+" "+f.tokens[len(f.tokens)-1]])
			} else {
				r.joinForm(forms, i, byEnd[f.key])
			}
			continue
		}
		if f.caps && len(f.key) > 1 {
			r.joinForm(forms, i, byAcronym[f.key])
		}
		r.joinForm(forms, i, byEnd[f.key])
	}
	r.joinTitled(forms)
	r.joinBracketed()
	places := r.places()
	for i := range r.mentions {
		if id := r.facts[i].id; id != "" && !places[r.facts[i].key] {
			if first, ok := r.byID[id]; ok {
				r.merge(first, i)
			} else {
				r.byID[id] = i
			}
		}
	}
}

// joinBracketed joins a name with the acronym in brackets after it, whatever its letters but
// the first stand for: "Velmar Atom Watch (VELWA)".
func (r *resolver) joinBracketed() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Kind != NameMention || m.Last-m.First != 1 || m.First == 0 || m.Last == len(r.doc.Words) || r.doc.Words[m.First-1].Form != "(" || r.doc.Words[m.Last].Form != ")" || !isCaps(r.doc.Words[m.First].Form) || len(r.facts[i].key) < 2 {
			continue
		}
		for k := i - 1; k >= max(0, i-maxForms); k-- {
			full := &r.mentions[k]
			if full.Kind != NameMention || full.Type == Person || r.facts[k].key == "" || full.Last != m.First-1 && r.right[full.Head] != m.First-1 {
				continue
			}
			if full := r.facts[k].key; full[0] == r.facts[i].key[0] && strings.IndexByte(full, ' ') > 0 {
				r.merge(k, i)
			}
			break
		}
	}
}

// places returns the names that are first of all places and that the document uses as such,
// "in Serrin", or not as a subject: they do not stand for who sits there.
func (r *resolver) places() map[string]bool {
	lies, acts := make(map[string]bool), make(map[string]bool)
	for i := range r.mentions {
		f := &r.facts[i]
		if !f.seat {
			continue
		}
		acts[f.key] = acts[f.key] || f.role == subjectRole
		lies[f.key] = lies[f.key] || r.located(i)
	}
	for i := range r.mentions {
		if f := &r.facts[i]; f.seat && !acts[f.key] {
			lies[f.key] = true
		}
	}
	return lies
}

// located reports whether mention i is said to be where something is or goes: "in Serrin".
func (r *resolver) located(i int) bool {
	if first := r.mentions[i].First; first > 0 {
		switch r.doc.Words[first-1].Lemma {
		case "in", "at", "near", "around", "outside", "to", "from":
			return true
		}
	}
	return false
}

// nameForms returns the forms in the order of their first mentions, and joins the mentions
// of each. A single name with a title for a woman or a man is a form of its own.
func (r *resolver) nameForms() []nameForm {
	var forms []nameForm
	seen := make(map[string]int)
	for i := range r.mentions {
		m, f := &r.mentions[i], &r.facts[i]
		if m.Kind != NameMention || f.key == "" {
			continue
		}
		key, title := f.key, ""
		if m.Gender != "" && r.state[i].sure && strings.IndexByte(key, ' ') < 0 {
			title = m.Gender
			key += "\x00" + title
		}
		k, ok := seen[key]
		if !ok {
			k = len(forms)
			seen[key] = k
			forms = append(forms, nameForm{first: i, tokens: nameTokens(f.key), key: f.key, kind: m.Type, gender: m.Gender, title: title,
				caps: isCaps(r.doc.Words[m.Head].Form)})
		} else {
			r.merge(forms[k].first, i)
			if forms[k].kind == "" {
				forms[k].kind = m.Type
			}
			if forms[k].gender == "" {
				forms[k].gender = m.Gender
			}
		}
	}
	return forms
}

func isCaps(s string) bool {
	for _, r := range s {
		if !unicode.IsUpper(r) && r != '.' && r != '&' {
			return false
		}
	}
	return true
}

// nameTokens returns the words of a name without what may be left out at its end.
func nameTokens(key string) []string {
	tokens := strings.Fields(key)
	for len(tokens) > 2 {
		switch tokens[len(tokens)-1] {
		case "jr", "sr", "ii", "iii", "iv":
			tokens = tokens[:len(tokens)-1]
			continue
		}
		break
	}
	return tokens
}

// joinForm joins form i with the only one of the others that it can mean; where it can
// mean several, with none.
func (r *resolver) joinForm(forms []nameForm, i int, others []int) {
	if len(others) > maxForms {
		return
	}
	found := -1
	for _, k := range others {
		if k == i || !sameKind(forms[i].kind, forms[k].kind) || !sameGender(forms[i].gender, forms[k].gender) {
			continue
		}
		if found >= 0 && r.root(forms[found].first) != r.root(forms[k].first) {
			return
		}
		found = k
	}
	if found >= 0 {
		r.merge(forms[i].first, forms[found].first)
	}
}

// joinTitled joins single names with and without a title that are left.
func (r *resolver) joinTitled(forms []nameForm) {
	index := make(formIndex)
	for i := range forms {
		if forms[i].title != "" {
			index.add(forms[i].key, i)
		}
	}
	for i := range forms {
		if len(forms[i].tokens) == 1 && forms[i].title == "" {
			r.joinForm(forms, i, index[forms[i].key])
		}
	}
}

func sameKind(a, b string) bool {
	return a == b || a == "" || b == "" || a != Person && b != Person
}

func sameGender(a, b string) bool { return a == b || a == "" || b == "" }

// acronyms returns the acronyms of a name in small letters: of all its words, and of those
// that are no function words.
func acronyms(key string) []string {
	var all, content []byte
	for t := range strings.FieldsSeq(key) {
		if t[0] == '-' || t[0] == '&' {
			continue
		}
		all = append(all, t[0])
		switch t {
		case "of", "the", "and", "for", "de", "on", "in":
			continue
		}
		content = append(content, t[0])
	}
	if len(content) < 2 {
		return nil
	}
	if string(all) == string(content) {
		return []string{string(content)}
	}
	return []string{string(content), string(all)}
}

// linkName writes down the link of a name to the last mention of its entity.
func (r *resolver) linkName(i int) {
	if to := r.apposed(i); to != NoMention {
		r.merge(i, to)
		r.noteRole(to, i)
	}
	to := r.state[r.root(i)].last
	if r.state[r.root(i)].lastName == NoMention {
		r.tokens(i)
		return
	}
	r.mentions[i].Antecedent, r.mentions[i].Reason = to, r.nameReason(i, to)
	r.tokens(i)
}

// nameReason says why the name i means the same as mention to.
func (r *resolver) nameReason(i, to int) Reason {
	if k := r.state[r.root(i)].lastName; r.mentions[to].Kind == PronounMention && k != NoMention {
		to = k
	}
	a, b := &r.facts[i], &r.facts[to]
	switch {
	case r.mentions[to].Kind != NameMention:
		if r.apposed(i) != NoMention {
			return Apposition
		}
		return ExactName
	case a.key == b.key:
		return ExactName
	case isAcronym(a.key, b.key), isAcronym(b.key, a.key):
		return Acronym
	case strings.Contains(a.key, b.key), strings.Contains(b.key, a.key), a.id == "":
		return ShortForm
	}
	return SameFact
}

func isAcronym(short, long string) bool {
	return slices.Contains(acronyms(long), short)
}
