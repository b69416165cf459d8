package web

import (
	"fmt"
	"net/http"
	"strings"

	"readout"
	"readout/internal/column"
	"readout/internal/query"
	"readout/internal/store"
	"readout/issue"
)

// An issuesData is the list of issues.
type issuesData struct {
	Rows   []issueLine
	Unused []issue.Issue // that no statement is on
	All    column.Lane   // of statements on any matter, questions left out
	Unit   column.Unit
}

// An issueLine is an issue with how often it is spoken of.
type issueLine struct {
	issue.Issue
	column.Lane
	Spark  string
	Search string
}

// Of is a share in per cent.
func (l *issueLine) Of(n int) string {
	if 100*l.Count < n {
		return "< 1 %"
	}
	return fmt.Sprintf("%d %%", (100*l.Count+n/2)/max(1, n))
}

// issues lists the matters that are followed.
func (s *Server) issues(r *http.Request) (*view, error) {
	set, err := s.Desk.Issues()
	if err != nil {
		return nil, err
	}
	lanes, err := s.lanes(r.Context(), query.Query{Root: query.Not{X: field(query.Kind, string(readout.Question))}}, query.Issue, set.Len()+50)
	if err != nil {
		return nil, err
	}
	d := &issuesData{All: lanes.All, Unit: lanes.Unit}
	seen := make(map[string]bool)
	for _, l := range lanes.Lanes {
		on := issueOf(set, l.Field.Value)
		seen[on.ID] = true
		line := issueLine{Issue: on, Lane: l, Spark: spark(l.Bars, 160, 24), Search: searchText("issue:" + quoted(on.ID) + " -kind:question")}
		d.Rows = append(d.Rows, line)
	}
	for i := range set.All() {
		if !seen[i.ID] {
			d.Unused = append(d.Unused, i)
		}
	}
	return &view{name: "issues", title: "Issues", nav: "issues", data: d}, nil
}

// issueOf is the issue that a value of the columns, which is folded, means.
func issueOf(set *issue.Set, value string) issue.Issue {
	for i := range set.All() {
		if store.Key(i.ID) == value {
			return i
		}
	}
	return issue.Issue{ID: value, Name: value}
}

// sideNamed is the id of a side, whatever its capitals, with its name.
func (s *Server) sideNamed(id string) (string, string) {
	roster, err := s.Desk.Roster()
	if err != nil {
		return id, id
	}
	for _, form := range []string{id, strings.ToUpper(id)} {
		if a := roster.Get(form); a != nil {
			return a.ID, a.Name
		}
	}
	return id, id
}
