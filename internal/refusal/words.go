package refusal

import (
	"strings"
	"sync"

	"readout/text"
)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// A meaning is what is known of a lemma.
type meaning struct {
	class    string // of lemmas of like meaning, "" for none
	denies   bool
	asks     bool // whether it opens what is asked
	inquires bool // whether it is a verb of asking
}

// hints reports whether a word hints at a refusal.
func (m *meaning) hints() bool { return m.denies || m.class != "" }

// meanings maps lemmas to their meanings.
var meanings = sync.OnceValue(func() map[string]meaning {
	m := map[string]meaning{}
	for _, l := range []struct{ class, words string }{
		{"TELL", "say tell comment discuss disclose reveal divulge answer respond reply talk speak speculate elaborate specify explain clarify describe characterise characterize detail confirm deny verify share name address predict expand indicate state volunteer react acknowledge corroborate mention opine identify"},
		{"KNOW", "know remember recall aware knowledge recollection recollect ignorance idea forget clue"},
		{"NEWS", "detail information figure number date name reason explanation timetable specific statement reaction comment word remark view opinion update clarification details specifics answer reply response assessment estimate"},
		{"ASKED", "question query inquiry enquiry request call message email e-mail letter fax phone telephone text voicemail approach invitation attempt interview subject topic matter issue point questionnaire"},
		{"ASKERS", "reporter journalist correspondent press caller media newspaper paper microphone camera questioner interviewer newsroom"},
		{"DECLINE", "decline refuse refrain abstain withhold rebuff spurn reject fail omit neglect forbear balk demur desist"},
		{"AVOID", "avoid dodge duck sidestep evade skirt deflect parry fudge ignore stonewall shun bypass swerve brush wave bat shrug fend swat dismiss evasive elusive vague coy cagey guarded reticent noncommittal non-committal tight-lipped discreet circumspect circumvent wriggle hedge sidetrack laugh gloss"},
		{"SILENT", "silent silence mum mute quiet wordless speechless taciturn tight-lipped secretive reserve reserved"},
		{"REFER", "refer direct redirect point steer forward defer send pass route hand"},
		{"LEAVE", "leave go remain stay keep hang ring meet meet-with maintain return turn walk end cut stop close move"},
		{"UNANSWERED", "unanswered unreturned unavailable unacknowledged unreachable unresponsive unwilling reluctant unable unsuccessful fruitless vain undisclosed unspecified unopened loath hesitant"},
		{"OPEN", "available forthcoming drawn draw willing able ready prepared free permit allow authorise authorize liberty position mood reach contact inclined"},
		{"LATER", "later premature early soon tomorrow time course moment stage yet wait await postpone promise"},
		{"GIVE", "give offer provide make issue supply release add have get"},
		{"CLOSED", "confidential private secret secrecy classified sensitive confidentiality privacy pending ongoing"},
	} {
		for w := range strings.FieldsSeq(l.words) {
			m[w] = meaning{class: l.class}
		}
	}
	mark := func(words string, f func(*meaning)) {
		for w := range strings.FieldsSeq(words) {
			v := m[w]
			f(&v)
			m[w] = v
		}
	}
	mark("not no never neither nor nobody none nothing n't hardly barely little few without no-one nowhere yet", func(v *meaning) { v.denies = true })
	mark("whether if who what when where why how which whom whose", func(v *meaning) { v.asks = true })
	mark("ask press question", func(v *meaning) { v.inquires = true })
	return m
})

// Withholds reports whether the predicate of a clause is of keeping from an answer, or of answering
// and denied: in news a clause with such a predicate may well tell of a refusal.
func Withholds(d *text.Document, word int) bool {
	switch meanings()[d.Words[word].Lemma].class {
	case "DECLINE", "SILENT", "UNANSWERED":
		return true
	case "TELL":
	default:
		if d.Words[word].Lemma != "return" { // calls
			return false
		}
	}
	for i := max(0, word-deniedWithin); i < word; i++ {
		if meanings()[d.Words[i].Lemma].denies {
			return true
		}
	}
	return false
}

// deniedWithin is the number of words before a predicate among which a denial is looked for.
const deniedWithin = 8
