package quote

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"readout"
	"readout/internal/query"
	"readout/internal/store"
)

// How many statements are taken of one question to the index, how many questions there are,
// how many statements are compared in all, and how many pages are named.
const (
	maxEach  = 300
	maxPairs = 10
	maxRead  = 300
	maxPages = 50
)

// Candidates asks the record for what could hold a quotation: statements with its words,
// then those with some of them that stand near each other, then pages. Period bounds the
// days, and may be nil. Of the answer only Speaker and By are left to the caller.
func Candidates(ctx context.Context, s *store.Store, q Quote, period query.Node) (Ask, error) {
	c := collector{ctx: ctx, s: s, ask: Ask{Quote: q}, times: make(map[store.Number]int), period: period}
	c.statements(q.exactly(query.Said))
	for _, n := range c.found {
		c.times[n] += maxPairs
	}
	for _, n := range q.nearly() {
		c.statements(n)
	}
	c.hits()
	c.pages(q.exactly(""))
	c.versions()
	if c.err == nil {
		c.ask.Scope.Scope, c.err = s.Scope(ctx, query.Query{Root: period})
	}
	return c.ask, c.err
}

type collector struct {
	ctx    context.Context
	s      *store.Store
	ask    Ask
	found  []store.Number
	times  map[store.Number]int // how many questions found a statement
	period query.Node
	err    error
}

func (c *collector) within(n query.Node) query.Query {
	if c.period == nil {
		return query.Query{Root: n}
	}
	return query.Query{Root: query.And{n, c.period}}
}

func (c *collector) statements(n query.Node) {
	if c.err != nil || n == nil {
		return
	}
	list, err := c.s.Find(c.ctx, c.within(n), store.SearchOptions{Limit: maxEach, Earlier: true})
	c.err = err
	for _, n := range list {
		if c.times[n]++; c.times[n] == 1 {
			c.found = append(c.found, n)
		}
	}
	c.ask.Scope.Cut = c.ask.Scope.Cut || len(list) == maxEach
}

// hits reads the statements that were found: of many those that most questions found, which
// have most of the words. The first question asks for all of them. Pages may carry the same
// statement.
func (c *collector) hits() {
	if c.err != nil {
		return
	}
	if len(c.found) > maxRead {
		place := make(map[store.Number]int, len(c.found))
		for i, n := range c.found {
			place[n] = i
		}
		slices.SortStableFunc(c.found, func(a, b store.Number) int { return cmp.Compare(c.times[b], c.times[a]) })
		c.found, c.ask.Scope.Cut = c.found[:maxRead], true
		slices.SortFunc(c.found, func(a, b store.Number) int { return cmp.Compare(place[a], place[b]) })
	}
	var list []store.Hit
	list, c.err = c.s.Hits(c.ctx, c.found)
	read := make(map[readout.StatementID]bool, len(list))
	for _, h := range list {
		if !read[h.Statement.ID] {
			read[h.Statement.ID] = true
			c.ask.Hits = append(c.ask.Hits, h)
		}
	}
}

// versions finds the pages that are earlier versions of articles.
func (c *collector) versions() {
	if c.err != nil {
		return
	}
	of := make(map[int64]readout.PageID) // by the pages' numbers
	for i := range c.ask.Hits {
		of[c.ask.Hits[i].Number.Page()] = c.ask.Hits[i].Page.ID
	}
	for i := range c.ask.Pages {
		of[c.ask.Pages[i].number] = c.ask.Pages[i].Page.ID
	}
	newer, err := c.s.Newer(c.ctx, slices.Sorted(maps.Keys(of)))
	c.err, c.ask.Newer = err, make(map[readout.PageID]readout.PageID, len(newer))
	for n, page := range newer {
		c.ask.Newer[of[n]] = page
	}
	for i := range c.ask.Pages {
		c.ask.Pages[i].Newer = readout.Opt(newer[c.ask.Pages[i].number])
	}
}

func (c *collector) pages(n query.Node) {
	if c.err != nil || n == nil {
		return
	}
	text := strings.Join(c.ask.Quote.pieces(asked.key), " ")
	for h, err := range c.s.SearchPages(c.ctx, c.within(n), store.SearchOptions{Limit: maxPages, Earlier: true}) {
		if err != nil {
			c.err = err
			return
		}
		c.ask.Pages = append(c.ask.Pages, PageFind{Article: h.Article, Page: h.Page, Headline: holds(string(h.Article.Headline), text), number: h.Number})
	}
}

// holds reports whether the words of text stand in s one after another.
func holds(s, text string) bool {
	keys, _ := run(Words(s))
	return strings.Contains(" "+keys+" ", " "+text+" ")
}

// exactly asks for the words as they stand, each run between ellipses, in a field of
// statements, or anywhere on a page.
func (q *Quote) exactly(field query.Name) query.Node {
	var list query.And
	for _, p := range q.pieces(q.printed) {
		if field == "" {
			list = append(list, query.Word{Text: p})
		} else {
			list = append(list, query.Field{Name: field, Value: p})
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	return list
}

// nearly asks for pairs of words that say something and stand near each other, in any of
// their forms: of a near match one pair at least is whole. The longest words tell most.
func (q *Quote) nearly() []query.Node {
	var full []string
	for _, w := range q.words {
		if !w.added && !Empty(w.Key) {
			full = append(full, w.Key)
		}
	}
	if len(full) == 1 {
		return []query.Node{likeWord(full[0])}
	}
	var pairs [][2]string
	for i := range full {
		for j := i + 1; j < len(full) && j <= i+2; j++ {
			pairs = append(pairs, [2]string{full[i], full[j]})
		}
	}
	slices.SortStableFunc(pairs, func(a, b [2]string) int { return cmp.Compare(len(b[0])+len(b[1]), len(a[0])+len(a[1])) })
	var out []query.Node
	for _, p := range pairs[:min(len(pairs), maxPairs)] {
		out = append(out, query.And{likeWord(p[0]), likeWord(p[1])})
	}
	return out
}

// likeWord asks for a word in any of its regular forms.
func likeWord(key string) query.Node {
	stem := Stem(key)
	if len(stem) < 4 || !strings.HasPrefix(key, stem) && !strings.HasPrefix(key, stem[:len(stem)-1]) {
		return query.Field{Name: query.Said, Value: key}
	}
	if !strings.HasPrefix(key, stem) { // "country" of "countries"
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	return query.Field{Name: query.Said, Value: stem, Prefix: true}
}
