package eval

import (
	"cmp"
	"slices"
	"strings"

	"readout"
)

// minOverlap is how much of a content must be found for a statement to count as found,
// as in the headline metric of the public attribution data.
const minOverlap = 0.5

// A pair is an expected statement and the one that was found for it.
type pair struct {
	got, want int
	overlap   float64
}

// Pairs returns the expected statement of each found one that has any, by its place among
// the found ones.
func (r *Reading) Pairs() map[int]*ExpectedStatement {
	text := readout.NewText(r.Got.Article.Text)
	out := map[int]*ExpectedStatement{}
	for _, p := range pairUp(text.String(), places(text, r.Got.Statements), located(text.String(), r.Want.Statements)) {
		out[p.got] = &r.Want.Statements[p.want]
	}
	return out
}

func (g *gold) statements(r *Reading) {
	text := readout.NewText(r.Got.Article.Text)
	got := places(text, r.Got.Statements)
	pairs := pairUp(text.String(), got, located(text.String(), r.Want.Statements))
	ofGot, ofWant := make(map[int]int), make(map[int]int)
	for _, p := range pairs {
		ofGot[p.got], ofWant[p.want] = p.want, p.got
	}
	for i := range r.Want.Statements {
		g.asking(r, i, ofWant)
	}
	for i := range r.Got.Statements {
		s := &r.Got.Statements[i]
		w, found := ofGot[i]
		if s.Kind == readout.Refusal && (!found || !r.Want.Statements[w].Optional) {
			g.refusals.found++
		}
		if found {
			if !r.Want.Statements[w].Optional {
				g.found.add(true)
			}
			continue
		}
		g.found.add(false)
		g.differ(r, 0, "extra "+string(s.Kind)+" by "+s.Rule, contents(s), "")
	}
}

// asking scores one expected statement.
func (g *gold) asking(r *Reading, i int, ofWant map[int]int) {
	want := &r.Want.Statements[i]
	at, found := ofWant[i]
	if !want.Optional {
		if want.Kind == readout.Refusal {
			g.refusals.wanted++
			g.refusals.right += count(found && r.Got.Statements[at].Kind == readout.Refusal)
		}
		g.asked.add(found)
		if want.Kind == readout.Direct {
			g.said.add(found)
		}
	}
	if !found {
		if !want.Optional {
			g.differ(r, want.Line, "missed "+string(want.Kind), "", strings.Join(want.Content, " + "))
		}
		return
	}
	if want.Optional {
		return
	}
	got := &r.Got.Statements[at]
	if !g.kind.add(got.Kind == want.Kind) {
		g.differ(r, want.Line, "kind", string(got.Kind), string(want.Kind))
	}
	g.speaker(r, got, want)
	if !g.chain.add(sameChain(chainOf(got), want.Chain)) {
		g.differ(r, want.Line, "chain", strings.Join(chainOf(got), " < "), strings.Join(want.Chain, " < "))
	}
	g.setting.add(string(got.Setting) == want.Setting)
	g.detail(r, want.Line, "to", partyKey(got.Addressee), keyOf(want.Addressee))
	g.detail(r, want.Line, "setting", string(got.Setting), want.Setting)
	g.detail(r, want.Line, "level", string(got.Level), string(want.Level))
	g.detail(r, want.Line, "time", timeText(got.Time), want.TimeText)
	g.detail(r, want.Line, "answered", answered(r, got), want.Answers)
	g.stance(r, got, want)
}

// stance scores the class of a refusal, polarity and modality where the expected record
// says them.
func (g *gold) stance(r *Reading, got *readout.Statement, want *ExpectedStatement) {
	for _, d := range []struct {
		name      string
		got, want string
	}{{"refusal", string(got.Refusal), want.Refusal}, {"polarity", string(got.Polarity), want.Polarity}, {"modality", string(got.Modality), want.Modality}} {
		if d.want != "" {
			g.detail(r, want.Line, d.name, d.got, d.want)
		}
	}
}

func (g *gold) detail(r *Reading, line int, name, got, want string) {
	right := got == want
	if name == "answered" && want != "" {
		right = strings.HasPrefix(got, strings.TrimRight(want, "…. "))
	}
	if !g.details.add(right) {
		g.differ(r, line, name, got, want)
	}
}

// speaker tells a wrong voice, the worst fault there is, from an unknown one.
func (g *gold) speaker(r *Reading, got *readout.Statement, want *ExpectedStatement) {
	gk, wk := partyKey(got.Speaker), keyOf(want.Speaker)
	switch right := sameVoice(got.Speaker, want.Speaker); {
	case g.voice.add(right):
	case gk == "", got.Speaker.ID == "" && want.Speaker.ID != "", got.Speaker.Type == "office":
		g.differ(r, want.Line, "speaker", gk, wk) // not the whole answer, but nobody else
	default:
		g.wrong++
		g.differ(r, want.Line, "WRONG speaker", gk, wk)
	}
}

// chainOf names the links of a statement's chain.
func chainOf(s *readout.Statement) []string {
	out := make([]string, len(s.Chain))
	for i, p := range s.Chain {
		out[i] = p.Name
	}
	return out
}

// sameChain reports whether a chain is the expected one. The outlet whose page it is may
// be the last link of either, or of none. Names count as the same where one is part of the
// other.
func sameChain(got, want []string) bool {
	switch {
	case len(got) == len(want)+1:
		got = got[:len(want)]
	case len(want) == len(got)+1:
		want = want[:len(got)]
	}
	return slices.EqualFunc(got, want, func(a, b string) bool {
		x, y := plainName(a), plainName(b)
		return strings.Contains(x, y) || strings.Contains(y, x)
	})
}

// sameVoice reports whether two speakers are the same one. Somebody whom the actor file
// does not know is the same where one name is part of the other: "two officials", "two
// officials who have seen the draft".
func sameVoice(got *readout.Party, want ExpectedParty) bool {
	gk, wk := partyKey(got), keyOf(want)
	if gk == wk {
		return true
	}
	if gk == "" || wk == "" || got.ID != "" || want.ID != "" {
		return false
	}
	return strings.Contains(gk, wk) || strings.Contains(wk, gk)
}

// partyKey is what two parties are compared by: the id, or the name where nobody in the
// actor file is meant.
func partyKey(p *readout.Party) string {
	switch {
	case p == nil:
		return ""
	case p.ID != "":
		return string(p.ID)
	}
	return plainName(p.Name)
}

func keyOf(p ExpectedParty) string {
	if p.ID != "" {
		return p.ID
	}
	return plainName(p.Name)
}

func plainName(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, article := range []string{"the ", "a ", "an "} {
		s = strings.TrimPrefix(s, article)
	}
	return s
}

func timeText(t *readout.Time) string {
	if t == nil {
		return ""
	}
	return string(t.Text)
}

// answered is the content of the question that a statement answers.
func answered(r *Reading, s *readout.Statement) string {
	for i := range r.Got.Statements {
		if q := &r.Got.Statements[i]; s.Answers != "" && q.ID == s.Answers {
			return contents(q)
		}
	}
	return ""
}

func contents(s *readout.Statement) string {
	var out []string
	for _, sp := range s.Content {
		out = append(out, sp.Text)
	}
	return strings.Join(out, " + ")
}

func places(text *readout.Text, list []readout.Statement) [][][2]int {
	out := make([][][2]int, len(list))
	for i, s := range list {
		for _, sp := range s.Content {
			start, end := text.Bytes(sp)
			out[i] = append(out[i], [2]int{start, end})
		}
	}
	return out
}

// located finds the expected contents in the text; one that is not there has no pieces.
func located(text string, list []ExpectedStatement) [][][2]int {
	out := make([][][2]int, len(list))
	for i := range list {
		bare := ExpectedStatement{Content: list[i].Content}
		if p, err := bare.Locate(text); err == nil {
			out[i] = p.Content
		}
	}
	return out
}

// pairUp pairs one to one, greedily by falling overlap.
func pairUp(text string, got, want [][][2]int) []pair {
	var all []pair
	for i := range got {
		for j := range want {
			if o := overlap(text, got[i], want[j]); o >= minOverlap {
				all = append(all, pair{i, j, o})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.overlap, a.overlap) })
	usedGot, usedWant := make(map[int]bool), make(map[int]bool)
	return slices.DeleteFunc(all, func(p pair) bool {
		if usedGot[p.got] || usedWant[p.want] {
			return true
		}
		usedGot[p.got], usedWant[p.want] = true, true
		return false
	})
}
