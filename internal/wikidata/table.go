package wikidata

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout"
)

// The columns of a table. docs/actors.md has a query that gives them.
var columns = []string{
	"person", "personLabel", "aliases", "gender", "country", "died", "sitelinks",
	"position", "positionLabel", "role", "of", "ofLabel",
	"start", "startPrecision", "end", "endPrecision", "ended", "acting", "rank",
}

// required are those without which a table says nothing.
var required = []string{"person", "personLabel", "position", "positionLabel"}

// maxCodes is how many states one person or office may name.
const maxCodes = 20

// A row is a line of a table by its columns.
type row map[string]string

// readTable reads the CSV of a query: a row for each office that somebody held. Line breaks
// within a field are no part of what such a query gives.
func (x *extract) readTable(ctx context.Context, path string) error {
	var header []string
	return eachLine(ctx, path, func(n int, line []byte, err error) error {
		if err == nil && len(line) == 0 {
			return nil
		}
		var fields []string
		if err == nil {
			fields, err = csv.NewReader(bytes.NewReader(bytes.TrimPrefix(line, []byte("\ufeff")))).Read()
		}
		switch {
		case header == nil && err == nil:
			header = fields
			return checkHeader(path, header)
		case header == nil:
			return fmt.Errorf("%s:1: no table of a query: %w: %w", path, err, readout.ErrInvalid)
		case err == nil && len(fields) != len(header):
			err = fmt.Errorf("%d fields; the first line has %d", len(fields), len(header))
		}
		if err == nil {
			x.counts.Entities++
			err = x.row(header, fields)
		}
		if errors.Is(err, ErrTooMuch) {
			return err
		}
		if err != nil {
			x.bad(path, n, err)
		}
		return nil
	})
}

func checkHeader(path string, header []string) error {
	for _, c := range required {
		if !slices.Contains(header, c) {
			return fmt.Errorf("%s:1: no column %q; docs/actors.md has a query that gives the columns %s: %w", path, c, strings.Join(columns, ", "), readout.ErrInvalid)
		}
	}
	return nil
}

var errNoItem = errors.New("no entity of Wikidata, such as http://www.wikidata.org/entity/Q42")

// row takes one office of somebody into the extract.
func (x *extract) row(header, fields []string) error {
	r := make(row, len(header))
	for i, name := range header {
		r[name] = strings.TrimSpace(fields[i])
	}
	who, office := itemOf(r["person"]), itemOf(r["position"])
	if who == 0 || office == 0 {
		return fmt.Errorf("person %q, position %q: %w", clean(r["person"]), clean(r["position"]), errNoItem)
	}
	if n, err := strconv.Atoi(r["sitelinks"]); err == nil && n < x.o.Sitelinks {
		return nil
	}
	p := x.people[who]
	if p == nil {
		p = &person{ID: who}
		x.people[who] = p
	}
	p.take(r)
	if x.things[office] == nil {
		x.things[office] = &thing{ID: office, English: clean(r["positionLabel"]), Names: []string{clean(r["positionLabel"])}, Role: slugRole(r["role"])}
	}
	t := x.things[office]
	if code := r["of"]; isCode(code, 3) && len(t.Codes) < maxCodes && !slices.Contains(t.Codes, code) {
		t.Codes = append(t.Codes, code)
	}
	t.Owner = cmp.Or(t.Owner, clean(r["ofLabel"]))
	one := post{Office: office, Ended: r["end"] != "" || r["ended"] != ""}
	one.From, one.To = r.date("start"), r.date("end")
	one.Acting = r["acting"] == "true" || r["acting"] == "1" || itemOf(r["acting"]) == acting
	one.preferred = strings.HasSuffix(r["rank"], "PreferredRank")
	if !strings.HasSuffix(r["rank"], "DeprecatedRank") && len(p.Posts) < maxStatements && !slices.Contains(p.Posts, one) {
		p.Posts = append(p.Posts, one)
	}
	x.keep([]string{r["aliases"], r["personLabel"]}, postWords)
	return x.fits()
}

// take adds what a row says about somebody.
func (p *person) take(r row) {
	p.Names = append(p.Names, clean(r["personLabel"]))
	for alias := range strings.SplitSeq(r["aliases"], "|") {
		if len(p.Names) < maxAliases {
			p.Names = append(p.Names, clean(alias))
		}
	}
	p.Names = unique(p.Names)
	switch g := r["gender"]; {
	case g == "female" || itemOf(g) == female || itemOf(g) == transFemale:
		p.Gender = "f"
	case g == "male" || itemOf(g) == male || itemOf(g) == transMale:
		p.Gender = "m"
	}
	if c := r["country"]; isCode(c, 3) && len(p.States) < maxCodes && !slices.Contains(p.States, c) {
		p.States = append(p.States, c)
	}
	p.Died = cmp.Or(p.Died, r.date("died"))
}

// date reads a time. Without its precision a first of January is taken for the year: that
// is how the service writes years.
func (r row) date(column string) string {
	s := r[column]
	precision, err := strconv.Atoi(r[column+"Precision"])
	if err != nil {
		precision = byDay
		if strings.Contains(s, "-01-01T00:00:00") {
			precision = byYear
		}
	}
	return date(s, precision, "")
}

// slugRole returns the name of a role, "" where it is none.
func slugRole(s string) string {
	if s != slug(s) {
		return ""
	}
	return s
}
