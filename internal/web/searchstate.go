package web

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"readout"
	"readout/internal/column"
	"readout/internal/query"
	"readout/internal/store"
)

// What a search's address may hold at most.
const (
	maxQuery   = 1500 // bytes: each link on the page repeats it
	maxFilters = 24
)

// The facets in the order in which they are shown.
var facetNames = []query.Name{query.Speaker, query.Side, query.To, query.Issue, query.Kind, query.Level, query.Setting, query.Publisher, query.Language}

// How hits are shown.
const (
	asCards = ""
	asLines = "lines" // a concordance
)

// A searchState is all that the address of a search says.
type searchState struct {
	Query   string
	Filters []filterValue
	Order   string // "" or "relevance"
	View    string // asCards or asLines
	Sort    string // of lines: "", "left" or "right"
	After   string // a cursor
	At      string // the statement whose page is open
}

// A filterValue is one chosen value of a facet, or a range of days.
type filterValue struct {
	Name  query.Name
	Value string
}

// searchStateOf reads an address.
func searchStateOf(r *http.Request) (searchState, error) {
	if err := r.ParseForm(); err != nil {
		return searchState{}, fmt.Errorf("address: %w", readout.ErrInvalid)
	}
	v := r.Form
	st := searchState{Query: strings.TrimSpace(v.Get("q")), After: v.Get("after"), At: v.Get("at"),
		Order: oneOf(v.Get("order"), "relevance"), View: oneOf(v.Get("view"), asLines), Sort: oneOf(v.Get("sort"), "left", "right")}
	if len(st.Query) > maxQuery {
		return st, fmt.Errorf("the query is longer than %d bytes: %w", maxQuery, readout.ErrInvalid)
	}
	for _, name := range facetNames {
		st.take(name, v[string(name)], maxFilters)
	}
	if from, until := strings.TrimSpace(v.Get("from")), strings.TrimSpace(v.Get("until")); from != "" || until != "" {
		st.take(column.Date, []string{from + ".." + until}, maxFilters+1)
	} else {
		st.take(column.Date, v[string(column.Date)], maxFilters+1)
	}
	return st, nil
}

// take adds values of a facet while there are fewer filters than most.
func (st *searchState) take(name query.Name, values []string, most int) {
	for _, value := range values {
		f := filterValue{name, strings.TrimSpace(value)}
		if f.Value != "" && len(f.Value) <= 200 && !slices.Contains(st.Filters, f) && len(st.Filters) < most {
			st.Filters = append(st.Filters, f)
		}
	}
}

func oneOf(v string, known ...string) string {
	if slices.Contains(known, v) {
		return v
	}
	return ""
}

// URL is the address of the state.
func (st searchState) URL() string {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("q", st.Query)
	for _, f := range st.Filters {
		v.Add(string(f.Name), f.Value)
	}
	set("order", st.Order)
	set("view", st.View)
	set("sort", st.Sort)
	set("after", st.After)
	set("at", st.At)
	if len(v) == 0 {
		return "/search"
	}
	return "/search?" + v.Encode()
}

// fresh is the state at the beginning of its list.
func (st searchState) fresh() searchState {
	st.After, st.At = "", ""
	st.Filters = slices.Clone(st.Filters)
	return st
}

// toggled is the state with a value chosen, or not chosen any more.
func (st searchState) toggled(f filterValue) searchState {
	st = st.fresh()
	if i := slices.Index(st.Filters, f); i >= 0 {
		st.Filters = slices.Delete(st.Filters, i, i+1)
	} else {
		st.Filters = append(st.Filters, f)
	}
	return st
}

// dated is the state with a range of days, or without one for "".
func (st searchState) dated(days string) searchState {
	st = st.fresh()
	st.Filters = slices.DeleteFunc(st.Filters, func(f filterValue) bool { return f.Name == column.Date })
	if days != "" && days != ".." {
		st.Filters = append(st.Filters, filterValue{column.Date, days})
	}
	return st
}

func (st searchState) with(change func(*searchState)) searchState {
	change(&st)
	return st
}

func (st searchState) Ordered(order string) searchState {
	return st.fresh().with(func(s *searchState) { s.Order = order })
}

func (st searchState) Viewed(view string) searchState {
	return st.fresh().with(func(s *searchState) { s.View, s.Sort = view, "" })
}

func (st searchState) Sorted(by string) searchState {
	return st.fresh().with(func(s *searchState) { s.Sort = by })
}

func (st searchState) after(c *store.Cursor) searchState {
	return st.with(func(s *searchState) { s.At, s.After = "", cursorText(*c) })
}

func (st searchState) at(id readout.StatementID) searchState {
	return st.with(func(s *searchState) { s.At = string(id) })
}

// cursorText is a cursor in an address, "" for the beginning.
func cursorText(c store.Cursor) string {
	if c.Number == 0 {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %g", c.Number, c.Score))
}

func cursorOf(text string) (c store.Cursor, err error) {
	if text == "" {
		return c, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	number, score, ok := strings.Cut(string(raw), " ")
	n, bad := strconv.ParseInt(number, 10, 64)
	f, worse := strconv.ParseFloat(score, 64)
	if err != nil || !ok || bad != nil || worse != nil {
		return c, fmt.Errorf("the address is cut off: no place %q in the list: %w", text, readout.ErrInvalid)
	}
	return store.Cursor{Number: store.Number(n), Score: f}, nil
}
