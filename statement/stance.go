package statement

import (
	"readout"
	"readout/text"
)

// Polarities: whether the speaker says that the content is so, or that it is not.
const (
	affirmed = "affirmed"
	denied   = "denied"
)

// Modalities of a content's main clause; a plain assertion has none.
const (
	conditional = "conditional" // holds only if something else does
	possible    = "possible"    // may or could be
	obliged     = "obliged"     // must or should be
	intended    = "intended"    // what the speaker or his side will do
	expected    = "expected"    // what will be
	wanted      = "wanted"      // what somebody is asked to do
)

// stance sets a statement's polarity and modality, by its cue and the tree of its content.
func (b *builder) stance(fd *found, s *readout.Statement) {
	if s.Kind == readout.Question || s.Kind == readout.Refusal {
		s.Polarity, s.Modality = "", ""
		return
	}
	s.Polarity = readout.Opt(fd.polarity(s))
	s.Modality = readout.Opt(b.modality(s))
}

// claims are nouns of what somebody else has said: to reject one is to deny it.
var claimed = setOf("claim claims allegation allegations accusation accusations suggestion suggestions report reports charge charges rumour rumours rumor rumors notion assertion assertions criticism idea speculation remark")

// denies are the verbs, other than those of the act "deny", that deny a claim.
var denies = setOf("reject dismiss repudiate disavow refute rebut")

func (fd *found) polarity(s *readout.Statement) string {
	lemma := ""
	if fd.verb != nil {
		lemma = fd.verb.lemma
	}
	switch {
	case lemma == "doubt":
		return ""
	case s.Act == "deny":
		return denied
	case denies[lemma] && len(fd.content) > 0 && (fd.rule == "that" || fd.f.claims(fd.content[0])):
		return denied
	}
	return affirmed
}

// claims reports whether a noun phrase is about something that somebody said.
func (f *frame) claims(s stretch) bool {
	for k := s.from; k < s.to && k < s.from+6; k++ {
		if claimed[f.items[k].low] {
			return true
		}
		if f.items[k].class == prep || f.items[k].class == sub {
			return false
		}
	}
	return false
}

// byAct are the modalities that acts give their contents.
var byAct = map[readout.Opt]string{
	"promise": intended, "threaten": intended, "offer": intended,
	"urge": wanted, "demand": wanted, "order": wanted, "invite": wanted, "propose": wanted,
	"predict": expected,
}

// modality reads what the first sentence of a content says of its main clause.
func (b *builder) modality(s *readout.Statement) string {
	start, end := b.tx.Bytes(s.Content[0])
	ws := b.a.tokensIn(start, end)
	for i := range ws {
		if ws[i].Sentence != ws[0].Sentence {
			ws = ws[:i]
			break
		}
	}
	root := mainWord(b.a.doc, ws)
	if root != nil && hasCondition(b.a.doc, ws, root) {
		return conditional
	}
	if m := byAct[s.Act]; m != "" || root == nil {
		return m
	}
	return b.byAuxiliary(s, ws, root)
}

// mainWord returns the word on which the others of a clause hang, a verb if there is one,
// or nil where there is no tree.
func mainWord(d *text.Document, ws []text.Word) *text.Word {
	var root *text.Word
	for i := range ws {
		w := &ws[i]
		if w.DepRel == "" {
			return nil
		}
		outside := w.Head == text.NoHead || d.Words[w.Head].Start < ws[0].Start || d.Words[w.Head].Start > ws[len(ws)-1].Start
		if outside && (root == nil || root.UPOS != "VERB" && w.UPOS == "VERB") && w.UPOS != "PUNCT" {
			root = w
		}
	}
	return root
}

// hangsOn reports whether a word's head is another one.
func hangsOn(d *text.Document, w, head *text.Word) bool {
	return w.Head != text.NoHead && d.Words[w.Head].Start == head.Start
}

// hasCondition reports whether an if-clause hangs on the main word.
func hasCondition(d *text.Document, ws []text.Word, root *text.Word) bool {
	for i := range ws {
		w := &ws[i]
		if w.Rel() != "mark" || w.Lemma != "if" && w.Lemma != "unless" && w.Lemma != "provided" || w.Head == text.NoHead {
			continue
		}
		if h := &d.Words[w.Head]; h.Rel() == "advcl" && hangsOn(d, h, root) {
			return true
		}
	}
	return false
}

// byAuxiliary reads the modal verbs of the main word.
func (b *builder) byAuxiliary(s *readout.Statement, ws []text.Word, root *text.Word) string {
	d := b.a.doc
	if root.Lemma == "have" || root.Lemma == "need" || root.Lemma == "ought" {
		for i := range ws {
			if ws[i].Rel() == "xcomp" && hangsOn(d, &ws[i], root) && ws[i].Start > root.Start && ws[i].UPOS == "VERB" {
				return obliged
			}
		}
	}
	for i := range ws {
		w := &ws[i]
		if w.UPOS != "AUX" || !hangsOn(d, w, root) && w != root {
			continue
		}
		switch w.Lemma {
		case "may", "might", "could", "can":
			return possible
		case "must", "should", "ought":
			return obliged
		case "will", "would", "shall":
			if b.isOwn(s, b.subjectOf(ws, root)) {
				return intended
			}
			return expected
		}
	}
	return ""
}

// subjectOf returns the subject of the main word, or nil.
func (b *builder) subjectOf(ws []text.Word, root *text.Word) *text.Word {
	for i := range ws {
		if ws[i].Rel() == "nsubj" && hangsOn(b.a.doc, &ws[i], root) {
			return &ws[i]
		}
	}
	return nil
}

// isOwn reports whether a subject means the speaker or his side: "we", "his government".
func (b *builder) isOwn(s *readout.Statement, w *text.Word) bool {
	if w == nil || s.Speaker == nil {
		return false
	}
	switch w.Lemma {
	case "I", "i", "we":
		return true
	case "he", "she":
		return s.Kind == readout.Indirect && (s.Speaker.Type == "person" || s.Speaker.Type == "office")
	case "it", "they":
		return s.Kind == readout.Indirect && (s.Speaker.Type == "body" || s.Speaker.Type == "organisation" || s.Speaker.Type == "state" || s.Speaker.Type == "group")
	}
	sg := b.sightingAt(w.Start)
	if sg == nil {
		return false
	}
	p := &sg.figure.party
	return same(p, s.Speaker) || !sg.figure.person && p.Side != "" && p.Side == s.Speaker.Side
}
