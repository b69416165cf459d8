// Package eval scores the stages on data in public formats.
package eval

import (
	"cmp"
	"context"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"readout"
	"readout/article"
)

// ArticleScores says how well pages were turned into articles. Shares are percentages
// from 0 to 100, and 0 where nothing in the data asks for them.
type ArticleScores struct {
	Pages            int     `json:"pages"`
	BodyF1           float64 `json:"body_f1"` // of the mean precision and the mean recall over pages
	BodyPrecision    float64 `json:"body_precision"`
	BodyRecall       float64 `json:"body_recall"`
	RailInBody       int     `json:"rail_in_body"`   // pages whose body holds a linked headline of another article
	DatePrecision    float64 `json:"date_precision"` // right of answered
	DateCoverage     float64 `json:"date_coverage"`  // answered of dated
	InventedDays     int     `json:"invented_days"`  // answers on pages that have no date
	TitleExact       float64 `json:"title_exact"`
	TitleContains    float64 `json:"title_contains"`
	AuthorExact      float64 `json:"author_exact"` // the same set of names
	AuthorAny        float64 `json:"author_any"`   // at least one name in common
	SnippetPrecision float64 `json:"snippet_precision"`
	SnippetRecall    float64 `json:"snippet_recall"`
	ParseRatio       float64 `json:"parse_ratio"` // time of the stage by the time of parsing the HTML alone
}

// A Reader is the stage under test.
type Reader func(article.Input) article.Result

// Articles reads the annotated pages under path and scores what read makes of them.
// path is a folder that holds truth.jsonl and html/ID.html.gz, or one that holds such
// folders. The parse ratio is measured last, on one thread.
func Articles(ctx context.Context, path string, read func(article.Input) article.Result) (ArticleScores, error) {
	pages, err := ArticlePages(ctx, path, read)
	if err != nil {
		return ArticleScores{}, err
	}
	scores := sumArticles(pages)
	scores.ParseRatio, err = parseRatio(ctx, pages, read)
	return scores, err
}

// ArticlePages reads the annotated pages under path and scores each.
func ArticlePages(ctx context.Context, path string, read Reader) ([]ArticlePage, error) {
	truths, err := loadTruths(path)
	if err != nil {
		return nil, err
	}
	pages := make([]ArticlePage, len(truths))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, t := range truths {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			raw, err := t.read()
			if err != nil {
				return err
			}
			pages[i] = scorePage(t, raw, read(t.input(raw)))
			return nil
		})
	}
	return pages, g.Wait()
}

// An ArticlePage is one page's scores. A part is nil or Asked is false where the truth
// does not speak of it.
type ArticlePage struct {
	ID, Host string
	Body     *BodyScore
	Rail     []string // paragraphs of the body that are another article's headline
	Date     Answer
	Title    Answer
	Authors  Answer
	With     []string // snippets missing from the body
	Without  []string // snippets found in the body though they do not belong there
	Snippets SnippetCounts
	Result   article.Result
	Truth    string // the annotated body

	truth truth
}

// An Answer compares one field with the truth.
type Answer struct {
	Asked     bool
	Got, Want string
	Right     bool // the same
	Near      bool // contains it, or shares a name with it
}

// SnippetCounts counts the snippets of one page or of many.
type SnippetCounts struct{ TP, FP, FN int }

func scorePage(t truth, raw []byte, got article.Result) ArticlePage {
	p := ArticlePage{ID: t.ID, Host: t.Host, Result: got, truth: t}
	text := got.Article.Text
	if t.Body != nil {
		p.Truth = *t.Body
		score := scoreBody(*t.Body, text)
		p.Body = &score
		p.Rail = railInBody(raw, text, *t.Body)
	}
	p.Date = scoreDate(t, got.Article.Published)
	if t.Title != "" {
		p.Title = scoreTitle(t.Title, string(got.Article.Headline))
	}
	if len(t.Authors) > 0 {
		p.Authors = scoreAuthors(t.Authors, got.Article.Byline)
	}
	p.scoreSnippets(t, fold(text))
	return p
}

func scoreDate(t truth, published readout.Interval) Answer {
	if t.Date == nil {
		return Answer{}
	}
	a := Answer{Asked: true, Want: t.day()}
	if published.Basis != readout.Capture {
		a.Got = string(published.Day())
	}
	a.Right = a.Got != "" && (a.Got == a.Want || a.Got == t.Disputed)
	return a
}

func scoreTitle(want, got string) Answer {
	a := Answer{Asked: true, Got: fold(got), Want: fold(want)}
	a.Right = a.Got == a.Want
	g, w := letters(got), letters(want)
	a.Near = g != "" && (strings.Contains(g, w) || strings.Contains(w, g))
	return a
}

func scoreAuthors(want, got []string) Answer {
	w, g := nameSet(want), nameSet(got)
	a := Answer{Asked: true, Got: strings.Join(got, "; "), Want: strings.Join(want, "; ")}
	common := 0
	for name := range g {
		if w[name] {
			common++
		}
	}
	a.Near = common > 0
	a.Right = a.Near && common == len(w) && common == len(g)
	return a
}

func nameSet(names []string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		if n = strings.ToLower(fold(n)); n != "" {
			set[n] = true
		}
	}
	return set
}

func (p *ArticlePage) scoreSnippets(t truth, text string) {
	for _, s := range t.With {
		if strings.Contains(text, fold(s)) {
			p.Snippets.TP++
			continue
		}
		p.Snippets.FN++
		p.With = append(p.With, s)
	}
	for _, s := range t.Without {
		if strings.Contains(text, fold(s)) {
			p.Snippets.FP++
			p.Without = append(p.Without, s)
		}
	}
}

func sumArticles(pages []ArticlePage) ArticleScores {
	s := ArticleScores{Pages: len(pages)}
	var bodies []BodyScore
	var dates, titles, authors tally
	var snippets SnippetCounts
	for _, p := range pages {
		if p.Body != nil {
			bodies = append(bodies, *p.Body)
		}
		if len(p.Rail) > 0 {
			s.RailInBody++
		}
		if p.Date.Asked && p.Date.Want == "" && p.Date.Got != "" {
			s.InventedDays++
		}
		if p.Date.Want != "" {
			dates.add(p.Date)
		}
		titles.add(p.Title)
		authors.add(p.Authors)
		snippets.TP += p.Snippets.TP
		snippets.FP += p.Snippets.FP
		snippets.FN += p.Snippets.FN
	}
	s.BodyPrecision, s.BodyRecall, s.BodyF1 = meanBody(bodies)
	s.DatePrecision, s.DateCoverage = percent(dates.right, dates.answered), percent(dates.answered, dates.asked)
	s.TitleExact, s.TitleContains = percent(titles.right, titles.asked), percent(titles.near, titles.asked)
	s.AuthorExact, s.AuthorAny = percent(authors.right, authors.asked), percent(authors.near, authors.asked)
	s.SnippetPrecision = percent(snippets.TP, snippets.TP+snippets.FP)
	s.SnippetRecall = percent(snippets.TP, snippets.TP+snippets.FN)
	return s
}

type tally struct{ asked, answered, right, near int }

func (t *tally) add(a Answer) {
	if !a.Asked {
		return
	}
	t.asked++
	t.answered += count(a.Got != "")
	t.right += count(a.Right)
	t.near += count(a.Near)
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// percent returns n of whole, and 0 of nothing.
func percent(n, whole int) float64 { return 100 * float64(n) / float64(cmp.Or(whole, 1)) }
