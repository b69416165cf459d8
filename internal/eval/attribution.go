package eval

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"readout"
)

// attributionSum is what the scores are made of, summed over articles.
type attributionSum struct {
	runs           [3]hits // source, cue, content
	all            hits    // who and what
	speech         hits
	speechExact    int
	types, typeHit map[string]int
	sure           hits // of those found with a confidence of at least eval.Sure
}

// Sure is the confidence from which a statement should be right nine times in ten.
const Sure = 0.9

// hits are the right ones among the found and the wanted.
type hits struct{ right, found, wanted int }

func (h *hits) add(o hits) {
	h.right += o.right
	h.found += o.found
	h.wanted += o.wanted
}

func (h hits) precision() float64 { return percent(h.right, h.found) }
func (h hits) recall() float64    { return percent(h.right, h.wanted) }
func (h hits) f1() float64        { return percent(2*h.right, h.found+h.wanted) }

func (s *attributionSum) add(o *attributionSum) {
	for i := range s.runs {
		s.runs[i].add(o.runs[i])
	}
	s.all.add(o.all)
	s.speech.add(o.speech)
	s.speechExact += o.speechExact
	s.sure.add(o.sure)
	for ty, n := range o.types {
		if s.types == nil {
			s.types, s.typeHit = map[string]int{}, map[string]int{}
		}
		s.types[ty] += n
		s.typeHit[ty] += o.typeHit[ty]
	}
}

func (s *attributionSum) scores(articles int) StatementScores {
	exact := hits{s.speechExact, s.speech.found, s.speech.wanted}
	return StatementScores{
		Articles: articles,
		SourceF1: s.runs[0].f1(), CueF1: s.runs[1].f1(), ContentF1: s.runs[2].f1(),
		WhoWhatF1: s.all.f1(), WhoWhatPrecision: s.all.precision(), WhoWhatRecall: s.all.recall(),
		SpeechF1: s.speech.f1(), SpeechPrecision: s.speech.precision(), SpeechRecall: s.speech.recall(),
		SpeechFullExact: exact.f1(),
		DirectRecall:    percent(s.typeHit["direct"], s.types["direct"]),
		MixedRecall:     percent(s.typeHit["mixed"], s.types["mixed"]),
		IndirectRecall:  percent(s.typeHit["indirect"], s.types["indirect"]),
		SurePrecision:   s.sure.precision(), SureShare: percent(s.sure.found, s.all.found),
	}
}

// scoreAttributions scores the statements found in one article.
func scoreAttributions(a *attributed, found []readout.Statement) attributionSum {
	text := []rune(a.Text)
	gold := a.judged(a.Attributions)
	got := a.judged(attributionsOf(found))
	s := attributionSum{types: map[string]int{}, typeHit: map[string]int{}}
	s.runs[0] = runHits(text, gold, got, func(a *attribution) [][2]int { return a.Source })
	s.runs[1] = runHits(text, gold, got, func(a *attribution) [][2]int { return a.Cue })
	s.runs[2] = runHits(text, gold, got, func(a *attribution) [][2]int { return a.Content })
	s.paired(text, gold, got)
	return s
}

func attributionsOf(found []readout.Statement) []attribution {
	places := func(spans []readout.Span) [][2]int {
		out := make([][2]int, 0, len(spans))
		for _, sp := range spans {
			out = append(out, [2]int{sp.Start, sp.End})
		}
		return out
	}
	var out []attribution
	for _, s := range found {
		if len(s.Content) > 0 {
			out = append(out, attribution{Source: places(s.Source), Cue: places(s.Cue), Content: places(s.Content), sure: s.Confidence >= Sure})
		}
	}
	return out
}

// judged drops the attributions whose content touches a place that is not to be judged.
func (a *attributed) judged(list []attribution) []attribution {
	var out []attribution
	for _, at := range list {
		touches := slices.ContainsFunc(at.Content, func(p [2]int) bool {
			return slices.ContainsFunc(a.Discard, func(d [2]int) bool { return p[0] < d[1] && d[0] < p[1] })
		})
		if !touches {
			out = append(out, at)
		}
	}
	return out
}

func runHits(text []rune, gold, got []attribution, role func(*attribution) [][2]int) hits {
	want, have := runsOf(text, gold, role), runsOf(text, got, role)
	h := hits{found: len(have), wanted: len(want)}
	for p := range want {
		if have[p] {
			h.right++
		}
	}
	return h
}

// runsOf returns the distinct pieces of a role, cut at line breaks and trimmed.
func runsOf(text []rune, list []attribution, role func(*attribution) [][2]int) map[[2]int]bool {
	out := map[[2]int]bool{}
	for i := range list {
		for _, p := range role(&list[i]) {
			for start := p[0]; start < p[1]; {
				end := start
				for end < p[1] && text[end] != '\n' {
					end++
				}
				from, to := start, end
				for from < to && unicode.IsSpace(text[from]) {
					from++
				}
				for to > from && unicode.IsSpace(text[to-1]) {
					to--
				}
				if from < to {
					out[[2]int{from, to}] = true
				}
				start = end + 1
			}
		}
	}
	return out
}

// A signSet is the places of letters and digits.
type signSet map[int]bool

func signs(text []rune, places [][2]int) signSet {
	out := signSet{}
	for _, p := range places {
		for i := p[0]; i < p[1]; i++ {
			if unicode.IsLetter(text[i]) || unicode.IsNumber(text[i]) {
				out[i] = true
			}
		}
	}
	return out
}

// jaccard returns the shared by the total of two sets, 0 for two empty ones.
func jaccard(a, b signSet) float64 {
	both := 0
	for i := range a {
		if b[i] {
			both++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func sameSigns(a, b signSet) bool {
	return len(a) == len(b) && (len(a) == 0 || jaccard(a, b) == 1)
}

// A side is one attribution's roles as sets.
type side struct {
	source, cue, content signSet
	speech               bool // its cue is an act of speech
	cued                 bool
}

func sidesOf(text []rune, list []attribution) []side {
	out := make([]side, len(list))
	for i, a := range list {
		out[i] = side{signs(text, a.Source), signs(text, a.Cue), signs(text, a.Content), isSpeech(text, a.Cue), len(a.Cue) > 0}
	}
	return out
}

// A candidate is a gold and a found attribution that share content.
type candidate struct {
	gold, got     int
	content, from float64 // overlap of content and source
}

// candidates returns them best first.
func candidates(gold, got []side) []candidate {
	var out []candidate
	for i, c := range gold {
		for j, d := range got {
			if x := jaccard(c.content, d.content); x > 0 {
				out = append(out, candidate{i, j, x, jaccard(c.source, d.source)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.content, a.content), cmp.Compare(b.from, a.from), cmp.Compare(a.gold, b.gold), cmp.Compare(a.got, b.got))
	})
	return out
}

// paired pairs gold and found attributions one to one, best first, and counts.
func (s *attributionSum) paired(text []rune, gold, got []attribution) {
	c, d := sidesOf(text, gold), sidesOf(text, got)
	s.all = hits{found: len(got), wanted: len(gold)}
	for i := range gold {
		s.types[gold[i].Type]++
		s.speech.wanted += count(c[i].speech)
	}
	for j := range got {
		s.sure.found += count(got[j].sure)
	}
	usedGold, usedGot := map[int]bool{}, map[int]bool{}
	for _, p := range candidates(c, d) {
		if p.content < 0.5 || usedGold[p.gold] || usedGot[p.got] {
			continue
		}
		usedGold[p.gold], usedGot[p.got] = true, true
		g, f := &c[p.gold], &d[p.got]
		who := p.from >= 0.5 || len(g.source)+len(f.source) == 0
		if g.speech {
			s.speech.found++
			s.speech.right += count(who)
			s.speechExact += count(sameSigns(g.source, f.source) && sameSigns(g.cue, f.cue) && sameSigns(g.content, f.content))
		}
		s.all.right += count(who)
		s.sure.right += count(who && got[p.got].sure)
		s.typeHit[gold[p.gold].Type] += count(who)
	}
	for j := range got {
		if !usedGot[j] && (!d[j].cued || d[j].speech) {
			s.speech.found++
		}
	}
}

// isSpeech reports whether a cue says that somebody said something: it has a colon or a
// word of speech.
func isSpeech(text []rune, cue [][2]int) bool {
	var parts []string
	for _, p := range cue {
		parts = append(parts, string(text[p[0]:p[1]]))
	}
	low := strings.ToLower(strings.Join(parts, " "))
	if strings.Contains(low, ":") {
		return true
	}
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' }) {
		if speechWords()[strings.TrimLeft(w, "-")] {
			return true
		}
	}
	return false
}
