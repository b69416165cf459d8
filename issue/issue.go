// Package issue tells which matters of diplomacy a text speaks of: borders, prisoners,
// sanctions, whatever the issue files name.
//
// The matters are in issue files (TOML, see docs/issues.md): each with the phrases that
// mark it and those that do not. [Default] reads the shipped one, [Load] the user's after
// it. [Set.Find] finds the phrases in an annotated text in one pass; [Set.Tag] puts the
// issues on a page's statements and events. What a page calls "it" is followed only where
// the text's own links of mentions give it.
package issue

import (
	"encoding/hex"
	"iter"
	"slices"

	"readout"
)

// Version names this stage's behaviour in the record.
const Version = "issue/1"

// An Issue is a matter followed over time.
type Issue struct {
	ID      string // "press-freedom": small letters, digits and single hyphens
	Name    string // as it is shown: "Press freedom"
	Note    string // for readers of the file
	Phrases int    // how many patterns mark it
	Source  string // the file it stands in
}

// A Set is the issues of one or more files, with what is needed to find them in a text.
// It does not change and is safe for concurrent use. The nil Set has no issues.
type Set struct {
	issues  []Issue
	entries []entry // what the files say, for a later Load
	ignore  []string
	index   *index
	digest  []byte
}

// Version names the program's way of finding issues and the files read: other issues make
// another record.
func (s *Set) Version() string {
	if s == nil {
		return Version
	}
	return Version + "+" + hex.EncodeToString(s.digest[:4])
}

// Len returns the number of issues.
func (s *Set) Len() int {
	if s == nil {
		return 0
	}
	return len(s.issues)
}

// All yields the issues in the order of the files.
func (s *Set) All() iter.Seq[Issue] {
	if s == nil {
		return func(func(Issue) bool) {}
	}
	return slices.Values(s.issues)
}

// Get returns the issue with the id, or [readout.ErrNotFound].
func (s *Set) Get(id string) (Issue, error) {
	for i := range s.All() {
		if i.ID == id {
			return i, nil
		}
	}
	return Issue{}, readout.ErrNotFound
}
