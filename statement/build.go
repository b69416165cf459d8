package statement

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"readout"
	"readout/actor"
)

// A builder makes records of what the rules found.
type builder struct {
	*resolver
	tx     *readout.Text
	scene  *scene           // what it tells of sentence by sentence, or nil
	labels map[string]voice // of a transcript
	outlet *readout.Party   // the article's, the last link of every chain
	done   []readout.Statement
	from   []found
}

func newBuilder(in Input) *builder {
	a := analyse(in.document(), string(in.Article.Dateline))
	b := &builder{resolver: &resolver{cast: casting(in, a), publisher: bodyOf(in)}, tx: readout.NewText(a.doc.Text)}
	b.outlet = b.outletParty()
	b.meeting = b.meetingOf()
	b.scene = b.accountOf()
	return b
}

// outletParty is the agency whose text the article is, or else its publisher.
func (b *builder) outletParty() *readout.Party {
	name := string(b.in.Article.Agency)
	if name == "" {
		name = string(b.in.Article.Publisher)
	}
	if name == "" || len(name) > 200 {
		return nil
	}
	p := &readout.Party{Name: name, Type: "outlet"}
	if b.in.Roster == nil {
		return p
	}
	if a := b.publisher; a != nil && b.in.Article.Agency == "" {
		return &readout.Party{ID: readout.Opt(a.ID), Name: a.Name, Type: string(a.Type), Side: readout.Opt(a.Side)}
	}
	for _, m := range b.in.Roster.Find(name) {
		if len(m.Actors) == 1 && m.Actors[0].Type == actor.Outlet {
			p.ID, p.Name, p.Side = readout.Opt(m.Actors[0].ID), m.Actors[0].Name, readout.Opt(m.Actors[0].Side)
		}
	}
	return p
}

func (b *builder) build(list []found) []readout.Statement {
	unasked(list)
	at := make(map[readout.StatementID]int, len(list))
	b.done, b.from = make([]readout.Statement, 0, len(list)), make([]found, 0, len(list))
	for i := range list {
		s, ok := b.statement(&list[i])
		if !ok {
			continue
		}
		b.openScene(&list[i], &s)
		if k, twice := at[s.ID]; twice { // the same words under two cues
			if s.Confidence > b.done[k].Confidence {
				b.done[k], b.from[k] = s, list[i]
			}
			continue
		}
		at[s.ID] = len(b.done)
		b.done = append(b.done, s)
		b.from = append(b.from, list[i])
	}
	b.ahead()
	b.continued()
	b.answers()
	local := make([]readout.Opt, len(b.done))
	for i := range b.done {
		local[i] = b.done[i].Setting
	}
	b.carried()
	b.choose(local)
	for i := range b.done {
		b.stance(&b.from[i], &b.done[i])
	}
	slices.SortStableFunc(b.done, func(x, y readout.Statement) int { return cmp.Compare(x.Content[0].Start, y.Content[0].Start) })
	return b.done
}

// leastDeed is the chance, by the learned finder, from which it is told as something said that
// somebody refused or declined to do what is no answer.
const leastDeed = 0.2

func (b *builder) span(f *frame, s stretch) readout.Span {
	return b.tx.Span(f.items[s.from].start, f.items[s.to-1].end)
}

// statement makes the record of one found statement.
func (b *builder) statement(fd *found) (readout.Statement, bool) {
	if fd.turn != nil {
		return b.turn(fd)
	}
	f := fd.f
	if fd.anonymous() {
		return readout.Statement{}, false
	}
	b.cited(fd)
	fd.cutTime()
	fd.inquires()
	fd.answered()
	b.cutOccasion(fd)
	b.cutScene(fd)
	s := readout.Statement{Rule: fd.rule, Act: readout.Opt(fd.act)}
	for _, p := range fd.content {
		if !p.empty() {
			s.Content = append(s.Content, b.span(f, p))
		}
	}
	for _, p := range fd.extra {
		s.Content = append(s.Content, b.span(p.f, p.stretch))
	}
	if len(s.Content) == 0 {
		return s, false
	}
	slices.SortStableFunc(s.Content, func(x, y readout.Span) int { return cmp.Compare(x.Start, y.Start) })
	if !fd.cue.empty() {
		s.Cue = append(s.Cue, b.span(f, fd.cue))
	}
	if !fd.source.empty() {
		s.Source = append(s.Source, b.span(f, fd.source))
	}
	if fd.asksAloud(b.a.doc.Text) {
		fd.asks, s.Act = true, "ask"
	}
	v := b.ourselves(f, fd.source, b.spokenFor(b.resolve(f, fd.source)))
	b.grouped(f, fd.source, &v)
	tells := fd.rule == "content first" && fd.verb != nil && fd.verb.lemma == "report"
	if (fd.rule == "learned" || tells) && same(&v.party, b.outlet) && b.outlet.Type == "outlet" {
		return s, false // the outlet reports: every chain says so
	}
	if fd.rule == "learned" && v.figure == nil && f.headed(fd.cue, fd.source, b.a.doc.Text) {
		return s, false
	}
	if fd.rule == "learned" && fd.source.empty() && fd.seems() {
		return s, false
	}
	if v.party.ID == "" && b.in.Finder != nil && b.in.Document != nil && fd.ownTalk() {
		return s, false
	}
	if fd.act == "refuse" && b.in.Finder != nil && b.in.Document != nil && fd.p < leastDeed && fd.acts() {
		return s, false // "refused to sail"
	}
	if v.party.Name != "" {
		p := v.party
		p.Name = b.asPrinted(f, fd.source, &p)
		s.Speaker, s.Level = &p, v.level
	}
	b.note(f, fd.source, v)
	b.hearer(fd, &s)
	if n := len(b.voices); fd.asks || fd.rule == "asked" {
		b.voices[n-1].asks = true
		if p := b.byKey[keyOf(s.Addressee)]; p != nil && p.person {
			b.voices[n-1].asked = p
		}
	}
	s.Chain = b.chain(f, fd.passing(), v)
	s.Setting = readout.Opt(b.setting(fd))
	b.atMeeting(fd, &s)
	if !b.inScene(fd, &s) && fd.inScene {
		return s, false
	}
	s.Time = f.when(fd, b.in.Article.Published, b.a.doc.Text)
	s.Kind = b.kind(fd, &s)
	s.Confidence = fd.confidence(s.Kind)
	s.ID = b.id(&s)
	return s, true
}

// seems reports whether a statement of nobody's is what appears to be so: the writer says that.
func (fd *found) seems() bool {
	for k := fd.cue.from; k < fd.cue.to; k++ {
		switch fd.f.items[k].low {
		case "appear", "appears", "appeared", "seem", "seems", "seemed":
			return true
		}
	}
	return false
}

// ownTalk reports whether a rule's statement is more likely what a writer or speaker says in
// passing of himself, "I welcome the question", than what somebody is quoted for.
func (fd *found) ownTalk() bool {
	if fd.source.to-fd.source.from != 1 || fd.rule == "learned" || trusted[fd.rule] || fd.act == "refuse" || fd.told || !fd.relay.empty() {
		return false
	}
	low := fd.f.items[fd.source.from].low
	return (low == "i" || low == "we") && fd.p < leastOwn
}

// headed reports whether a cue is no more than a colon behind words in capitals, which head
// a paragraph: "THE CLAIM: ".
func (f *frame) headed(cue, source stretch, src string) bool {
	return !source.empty() && cue.to-cue.from == 1 && f.items[cue.from].class == colon && allCaps(src[f.items[source.from].start:f.items[source.to-1].end])
}

// cutTime takes the time off the end of a source: "Clear Water | today".
func (fd *found) cutTime() {
	if s := &fd.source; s.to-s.from > 1 && fd.f.items[s.to-1].class == clock && !fd.f.items[s.to-1].capital && nounish(&fd.f.items[s.to-2]) {
		s.to--
	}
}

// hearer adds who was spoken to.
func (b *builder) hearer(fd *found, s *readout.Statement) {
	if fd.hearer.empty() || fd.f.occasionOnly(fd.hearer) || tales[fd.f.items[fd.hearer.to-1].low] || overlap([]stretch{fd.hearer}, []stretch{fd.source}) {
		return
	}
	v := b.ourselves(fd.f, fd.hearer, b.resolve(fd.f, fd.hearer))
	pronoun := fd.hearer.to-fd.hearer.from == 1 && fd.f.items[fd.hearer.from].class == objPron
	if h := b.head(fd.f, fd.hearer); v.figure == nil && v.party.ID == "" && v.party.Name != "" && !h.empty() && !pronoun && !partOf[fd.f.items[h.to-1].low] {
		v.party.Name = squeeze(b.a.doc.Text[fd.f.items[h.from].start:fd.f.items[h.to-1].end])
	}
	unknown := v.party.Name == "" || v.party.Type == "" || pronoun && strings.EqualFold(v.party.Name, fd.f.items[fd.hearer.from].low)
	if !unknown && !same(&v.party, s.Speaker) {
		s.Addressee = &v.party
	}
}

// tales are what is told, and nobody who hears it: "told stories of the war".
var tales = setOf("story stories tale tales anecdote anecdotes joke jokes lie lies truth fib fibs")

// partOf are words that say nothing of who is meant without what hangs on them: "told some
// of the drivers".
var partOf = setOf("some one many several all most none half each few both")

// atMeeting gives what one of the two who met said, by somebody else's account, the
// setting and the addressee.
func (b *builder) atMeeting(fd *found, s *readout.Statement) {
	here := b.meeting != nil && b.meeting.frame == fd.f.index && fd.rule != "content first"
	if fd.relay.empty() && fd.rule != "purpose" && !here {
		return
	}
	p := b.meeting.other(s.Speaker)
	if p == nil || !here && !fd.told && fd.rule != "relayed" && fd.rule != "purpose" && s.Act != "urge" && s.Act != "thank" {
		return
	}
	s.Setting = readout.Opt(b.meeting.setting)
	if s.Addressee == nil {
		v := b.voice(p)
		s.Addressee = &v.party
	}
}

// chain is who passes a statement on: the one the text names, who issued it where that
// one is a document, and the outlet.
func (b *builder) chain(f *frame, relay stretch, speaker voice) readout.List[readout.Party] {
	var out readout.List[readout.Party]
	last := speaker
	if c := f.citing(relay.to); !relay.empty() && !c.empty() {
		if v := b.resolve(f, c); v.party.Name != "" {
			v.party.Name = b.asPrinted(f, c, &v.party)
			out = append(out, v.party)
		}
	}
	if !relay.empty() {
		if v := b.resolve(f, relay); v.party.Name != "" {
			if v.party.Name = b.asPrinted(f, relay, &v.party); v.party.ID == "" && strings.ToLower(v.party.Name) == v.party.Name && f.items[relay.from].class == poss {
				v.party.Name = squeeze(b.a.doc.Text[f.items[relay.from].start:f.items[relay.to-1].end]) // "his lawyer" is not hers
			}
			out = append(out, v.party)
			b.note(f, relay, v)
			last = v
		}
	}
	if last.party.Type == "document" {
		if p := b.issuer(last.party.Name); p != nil {
			out = append(out, *p)
			last.party = *p
		}
	}
	if b.outlet != nil && (last.party.ID == "" || last.party.ID != b.outlet.ID) {
		out = append(out, *b.outlet)
	}
	return slices.DeleteFunc(out, func(p readout.Party) bool {
		return same(&p, &speaker.party) || p.Name == speaker.party.Name
	})
}

// asPrinted returns the name of a body that relays as the text has it, where that is
// another than the roster's: "press service of the President".
func (b *builder) asPrinted(f *frame, s stretch, p *readout.Party) string {
	noun := s.from
	for noun+1 < s.to && f.items[noun+1].class != prep && f.items[noun+1].class != comma {
		noun++
	}
	if p.Type != "body" || strings.Contains(strings.ToLower(p.Name), f.items[noun].low) || nouns()[f.items[noun].low]&institution == 0 {
		return p.Name
	}
	printed := squeeze(b.a.doc.Text[f.items[s.from].start:f.items[s.to-1].end])
	if f.items[s.from].class == det {
		printed = squeeze(b.a.doc.Text[f.items[s.from+1].start:f.items[s.to-1].end])
	}
	if len(strings.Fields(printed)) < 2 {
		return p.Name
	}
	return printed
}

// spokenFor gives a readout or statement without a name to the body for which the one
// speaks who issued it.
func (b *builder) spokenFor(v voice) voice {
	if v.party.Type != "document" || v.party.ID != "" || b.in.Roster == nil {
		return v
	}
	p := b.issuer(v.party.Name)
	if p == nil && settingOf(strings.ToLower(lastWord(v.party.Name))) != "" && strings.HasPrefix(strings.ToLower(v.party.Name), "the ") && len(b.voices) > 0 {
		if h := &b.voices[len(b.voices)-1]; h.level == readout.Institution && h.party.Type == string(actor.Body) {
			return h.voice // "the ministry recalled ... the statement says"
		}
	}
	if p == nil || p.ID == "" {
		return v
	}
	a := b.in.Roster.Get(string(p.ID))
	if a == nil || a.Type != actor.Person {
		return v
	}
	for _, o := range b.in.Roster.OfficesOf(a.ID, b.in.Article.Published) {
		body := b.in.Roster.Get(o.Body)
		if o.Role != "spokesperson" || body == nil {
			continue
		}
		return voice{party: readout.Party{ID: readout.Opt(body.ID), Name: body.Name, Type: string(body.Type), Side: readout.Opt(body.Side)}, level: readout.Institution}
	}
	return v
}

// issuer returns who spoke last through a document of that name: "the readout" is that of
// the one who "said in a readout".
func (b *builder) issuer(name string) *readout.Party {
	setting := settingOf(strings.ToLower(lastWord(name)))
	if low := strings.ToLower(name); strings.HasPrefix(low, "a ") || strings.HasPrefix(low, "an ") || strings.HasPrefix(low, "another ") {
		return nil // one that was not spoken of before
	}
	for i := len(b.done) - 1; i >= 0 && i >= len(b.done)-6 && setting != ""; i-- {
		s := &b.done[i]
		if !b.from[i].told && s.Speaker != nil && s.Speaker.Type != "document" && string(s.Setting) == setting {
			return s.Speaker
		}
	}
	return nil
}

// kind tells verbatim from paraphrase by the share of the letters that stand within
// quotation marks.
func (b *builder) kind(fd *found, s *readout.Statement) readout.Kind {
	if fd.asks || fd.rule == "asked" {
		return readout.Question
	}
	if s.Refusal = readout.Opt(b.refusal(fd, s)); s.Refusal != "" {
		return readout.Refusal
	}
	inside, outside := b.letters(s.Content)
	switch {
	case fd.told, inside == 0:
		return readout.Indirect // the marks are the account's, not the speaker's
	case outside == 0:
		return readout.Direct
	}
	return readout.Mixed
}

// neither reports whether the cue is "neither confirmed nor denied".
func (fd *found) neither() bool {
	for k := fd.cue.from; k < fd.cue.to; k++ {
		if fd.f.items[k].low == "neither" || fd.f.items[k].low == "nor" {
			return true
		}
	}
	return false
}

// toldBy returns what was said, in one string, and who said it, as printed.
func toldBy(s *readout.Statement) (told, source string) {
	var parts []string
	for _, sp := range s.Content {
		parts = append(parts, sp.Text)
	}
	if len(s.Source) > 0 {
		source = s.Source[0].Text
	}
	return strings.Join(parts, " "), source
}

// letters counts the letters and digits of the spans inside and outside quotations.
func (b *builder) letters(spans []readout.Span) (inside, outside int) {
	for _, sp := range spans {
		start, _ := b.tx.Bytes(sp)
		q, _ := slices.BinarySearchFunc(b.a.quotes, start, func(q quote, at int) int { return cmp.Compare(q.end, at+1) })
		for i, r := range sp.Text {
			at := start + i
			for q < len(b.a.quotes) && b.a.quotes[q].end <= at {
				q++
			}
			switch {
			case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			case q < len(b.a.quotes) && b.a.quotes[q].start <= at:
				inside++
			default:
				outside++
			}
		}
	}
	return inside, outside
}

// turn makes the record of a transcript's turn.
func (b *builder) turn(fd *found) (readout.Statement, bool) {
	t := fd.turn
	s := readout.Statement{Rule: fd.rule, Confidence: confident(fd.rule, readout.Direct), Kind: readout.Direct, Act: "assert", Setting: readout.Opt(t.setting)}
	for _, p := range t.pieces {
		s.Content = append(s.Content, b.tx.Span(p[0], p[1]))
	}
	if len(s.Content) == 0 {
		return s, false
	}
	if t.labelEnd > t.labelStart {
		s.Source = append(s.Source, b.tx.Span(t.labelStart, t.labelEnd))
	}
	if t.cueEnd > t.cueStart {
		s.Cue = append(s.Cue, b.tx.Span(t.cueStart, t.cueEnd))
	}
	v := b.turnVoice(t)
	if v.party.Name != "" {
		s.Speaker, s.Level = &v.party, v.level
	}
	if t.hearer != nil {
		p := t.hearer.party
		s.Addressee = &p
	}
	switch {
	case t.question:
		s.Kind, s.Act = readout.Question, "ask"
	default:
		if s.Refusal = readout.Opt(judged(s.Content[0].Text, evades(s.Content[0].Text), false)); s.Refusal != "" {
			s.Kind, s.Act = readout.Refusal, "refuse"
		}
	}
	s.Chain = b.chain(fd.f, stretch{}, v)
	s.ID = b.id(&s)
	return s, true
}

func (b *builder) turnVoice(t *turn) voice {
	if t.speaker != nil {
		return *t.speaker
	}
	return b.labelled(b.a.doc.Text[t.labelStart:t.labelEnd], t.question)
}

// id is a short hash of the page, the content's offsets and the kind: the same page read
// again gives the same one.
func (b *builder) id(s *readout.Statement) readout.StatementID {
	h := sha256.New()
	h.Write([]byte(b.in.Page))
	h.Write([]byte(s.Kind))
	var buf []byte
	for _, sp := range s.Content {
		buf = binary.AppendVarint(buf, int64(sp.Start))
		buf = binary.AppendVarint(buf, int64(sp.End))
	}
	h.Write(buf)
	return readout.StatementID(hex.EncodeToString(h.Sum(nil)[:8]))
}

// answers links each answer to the question before it: in the same sentence or turn, or
// in the next sentence where that opens with its speaker.
func (b *builder) answers() {
	for i := range b.done {
		if s := &b.done[i]; (s.Kind == readout.Direct || s.Kind == readout.Indirect && !b.from[i].told) && b.a.afterQuestion(b.from[i].f) {
			b.deflected(s)
		}
	}
	for i := 1; i < len(b.done); i++ {
		q, s := &b.done[i-1], &b.done[i]
		if b.askedBefore(i) {
			if q.Speaker != nil && s.Addressee == nil {
				p := *q.Speaker
				s.Addressee = &p
			}
			q.Answers = s.ID
			b.deflected(q)
			continue
		}
		if q.Kind != readout.Question || s.Kind == readout.Question {
			continue
		}
		qf, sf := b.from[i-1].f, b.from[i].f
		near := qf.index == sf.index || sf.index == qf.index+1 && (sf.paragraph == qf.paragraph || q.Speaker != nil && s.Kind == readout.Indirect)
		turns := b.from[i-1].turn != nil && b.from[i].turn != nil
		if !near && !turns || same(q.Speaker, s.Speaker) {
			continue
		}
		s.Answers = q.ID
		b.deflected(s)
		if s.Speaker != nil && q.Addressee == nil {
			p := *s.Speaker
			q.Addressee = &p
		}
		if s.Addressee == nil && q.Speaker != nil && q.Setting == "interview" && !turns {
			p := *q.Speaker
			s.Addressee = &p
		}
	}
}

// askedBefore reports whether statement i is the question that the one before it answers:
// "Lim said when asked whether ...", "Lim said in response to the agency's questions about".
func (b *builder) askedBefore(i int) bool {
	q, a := &b.from[i], &b.from[i-1]
	if b.done[i].Kind != readout.Question || b.done[i-1].Kind == readout.Question || q.f != a.f || a.cue.empty() || q.cue.from < a.cue.from {
		return false
	}
	switch q.rule {
	case "noun":
		return b.done[i-1].Kind == readout.Direct
	case "asked":
		before := q.f.at(q.cue.from - 1)
		return before == "when" || before == "after"
	}
	return false
}

// deflected makes a refusal of the answer to a question that gives none.
func (b *builder) deflected(s *readout.Statement) {
	n := 0
	for _, sp := range s.Content {
		n += sp.End - sp.Start
	}
	if s.Kind == readout.Question || s.Kind == readout.Refusal || n >= maxRefusal/2 {
		return
	}
	class := deflects(s.Content[0].Text)
	if s.Kind != readout.Indirect || len(saidWords(s.Content[0].Text)) >= fewTold {
		class = judged(s.Content[0].Text, class, true)
	}
	if class != "" {
		s.Kind, s.Act, s.Refusal = readout.Refusal, "refuse", readout.Opt(class)
		s.ID = b.id(s)
	}
}

// same reports whether two parties are certainly one.
func same(a, b *readout.Party) bool {
	if a == nil || b == nil {
		return false
	}
	if a.ID != "" || b.ID != "" {
		return a.ID == b.ID
	}
	return a.Name == b.Name && a.Type != "unnamed"
}
