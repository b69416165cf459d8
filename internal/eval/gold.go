package eval

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"

	"readout"
)

// GoldScores compare records with those that a careful reader expects, in the form that
// sample/README.md describes. Percentages are 0 to 100.
type GoldScores struct {
	Pages      int     `json:"pages"`
	Head       float64 `json:"head"`      // facts about the article that are right: headline, byline, publisher, dates ...
	Text       float64 `json:"text"`      // pages whose body is right, paragraph by paragraph
	Precision  float64 `json:"precision"` // statements found that are expected
	Recall     float64 `json:"recall"`    // expected statements that were found
	DirectRec  float64 `json:"direct_recall"`
	Speaker    float64 `json:"speaker"`       // found statements with the right speaker
	WrongVoice int     `json:"wrong_speaker"` // found statements that name somebody else
	Kind       float64 `json:"kind"`          // found statements of the right kind
	RefusalF1  float64 `json:"refusal_f1"`    // refusals found and known for what they are
	Chain      float64 `json:"chain"`         // found statements with the right relays between speaker and outlet
	Setting    float64 `json:"setting"`       // found statements with the right setting, or rightly none
	Details    float64 `json:"details"`       // addressee, setting, level, time, answer, class of refusal, polarity and modality of found statements that are right

	*GoldEvents // nil where no page says which events to expect
}

// GoldEvents are the scores of events, on pages whose events are written down.
type GoldEvents struct {
	EventPrecision    float64 `json:"event_precision"`    // events found that are expected
	EventRecall       float64 `json:"event_recall"`       // expected events that were found
	EventStatus       float64 `json:"event_status"`       // found events with the right status
	EventDate         float64 `json:"event_date"`         // found events with the right days, or rightly none
	EventParticipants float64 `json:"event_participants"` // F1 of the participants of found events
}

// A Reading is a page's record beside what is expected of it.
type Reading struct {
	Name string
	Got  readout.Record
	Want *Expected
}

// ReadGold reads the pages of a folder (pages/ with expected/ beside it) and pairs each
// with its expected record.
func ReadGold(dir fs.FS, read func(name string, page []byte) readout.Record) ([]Reading, error) {
	pages, err := fs.Glob(dir, "pages/*")
	if err == nil && len(pages) == 0 {
		err = fmt.Errorf("no pages/ in the folder: %w", readout.ErrInvalid)
	}
	var out []Reading
	for _, file := range pages {
		want, perr := expectedOf(dir, file)
		page, rerr := fs.ReadFile(dir, file)
		if err = cmp.Or(perr, rerr); err != nil {
			break
		}
		out = append(out, Reading{Name: path.Base(file), Got: read(path.Base(file), page), Want: want})
	}
	return out, err
}

func expectedOf(dir fs.FS, page string) (*Expected, error) {
	name := "expected/" + strings.TrimSuffix(path.Base(page), path.Ext(page)) + ".txt"
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil, err
	}
	want, err := ParseExpected(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return want, nil
}

// Gold scores readings. Every difference is told to diff, a line each; diff may be nil.
func Gold(readings []Reading, diff func(string)) GoldScores {
	g := gold{diff: diff}
	if diff == nil {
		g.diff = func(string) {}
	}
	for i := range readings {
		g.page(&readings[i])
	}
	return g.scores(len(readings))
}

type gold struct {
	diff                        func(string)
	head, text, kind, voice     portion
	details, found, asked, said portion
	chain, setting              portion
	refusals                    hits
	wrong                       int
	events                      eventCounts
}

// portion counts what is right of all.
type portion struct{ right, all int }

func (s *portion) add(right bool) bool {
	s.all++
	if right {
		s.right++
	}
	return right
}

func (s portion) percent() float64 {
	if s.all == 0 {
		return 0
	}
	return 100 * float64(s.right) / float64(s.all)
}

func (g *gold) scores(pages int) GoldScores {
	out := GoldScores{Pages: pages, Head: g.head.percent(), Text: g.text.percent(), Precision: g.found.percent(),
		Recall: g.asked.percent(), DirectRec: g.said.percent(), Speaker: g.voice.percent(), WrongVoice: g.wrong,
		Kind: g.kind.percent(), Details: g.details.percent(), RefusalF1: g.refusals.f1(), Chain: g.chain.percent(), Setting: g.setting.percent()}
	out.GoldEvents = g.events.scores()
	return out
}

func (g *gold) page(r *Reading) {
	g.article(r)
	if got, want := r.Got.Article.Text, r.Want.Text(); len(r.Want.Paragraphs) > 0 && !g.text.add(got == want) {
		g.differ(r, 0, "text", firstDifference(got, want), "")
	}
	g.statements(r)
	g.eventsOf(r)
}

// article compares the facts of the head. What the expected record does not say must not
// be in the record either.
func (g *gold) article(r *Reading) {
	a, w := &r.Got.Article, r.Want
	g.fact(r, "headline", string(a.Headline), w.Headline)
	g.fact(r, "byline", strings.Join(a.Byline, "; "), strings.Join(w.Byline, "; "))
	g.fact(r, "publisher", string(a.Publisher), w.Publisher)
	g.fact(r, "agency", string(a.Agency), w.Agency)
	g.fact(r, "dateline", string(a.Dateline), w.Dateline)
	g.fact(r, "language", string(a.Language), w.Language)
	g.fact(r, "captured", string(r.Got.Page.Captured), string(w.Captured))
	if len(w.Published) > 0 && !g.head.add(slices.Contains(w.Published, a.Published)) {
		g.differ(r, 0, "published", fmt.Sprint(a.Published), fmt.Sprint(w.Published))
	}
	g.fact(r, "related", related(a.Related), related(w.Related))
	g.fact(r, "problems", kindsOf(r.Got.Problems, func(p readout.Problem) string { return p.Kind }), strings.Join(w.Problems, "; "))
	g.fact(r, "checks", kindsOf(r.Got.Checks, func(c readout.Check) string { return c.Kind }), strings.Join(w.Checks, "; "))
}

func (g *gold) fact(r *Reading, name, got, want string) {
	if !g.head.add(got == want) {
		g.differ(r, 0, name, got, want)
	}
}

func related(items []readout.Related) string {
	var out []string
	for _, it := range items {
		out = append(out, string(it.Date)+" "+it.Headline)
	}
	return strings.Join(out, "; ")
}

func kindsOf[T any](list []T, kind func(T) string) string {
	var out []string
	for _, v := range list {
		out = append(out, kind(v))
	}
	return strings.Join(out, "; ")
}

func (g *gold) differ(r *Reading, line int, what, got, want string) {
	g.diff(fmt.Sprintf("%s:%d: %s: got %q, want %q", r.Name, line, what, got, want))
}

// firstDifference is the first paragraph that differs.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n\n"), strings.Split(want, "\n\n")
	for i := range max(len(g), len(w)) {
		switch {
		case i >= len(g):
			return "missing: " + w[i]
		case i >= len(w):
			return "extra: " + g[i]
		case g[i] != w[i]:
			return "differs: " + g[i]
		}
	}
	return ""
}

// overlap is the share of letters and digits that two contents have in common: the
// Jaccard index of their places.
func overlap(text string, a, b [][2]int) float64 {
	var both, either int
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		inA, inB := inside(i, a), inside(i, b)
		if inA && inB {
			both++
		}
		if inA || inB {
			either++
		}
	}
	if either == 0 {
		return 0
	}
	return float64(both) / float64(either)
}

func inside(i int, pieces [][2]int) bool {
	for _, p := range pieces {
		if p[0] <= i && i < p[1] {
			return true
		}
	}
	return false
}

// GoldFolder scores the pages of a folder on disk.
func GoldFolder(dir string, read func(name string, page []byte) readout.Record, diff func(string)) (GoldScores, error) {
	readings, err := ReadGold(os.DirFS(dir), read)
	if err != nil {
		return GoldScores{}, err
	}
	return Gold(readings, diff), nil
}
