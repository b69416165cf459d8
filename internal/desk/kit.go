package desk

import (
	"fmt"
	"os"
	"slices"
	"sync"

	"readout/actor"
	"readout/internal/pipeline"
	"readout/issue"
)

// A Kit is what readers of pages and names need: the shipped files with the user's. Each
// part is loaded when it is first asked for. It is safe for concurrent use.
type Kit struct {
	actorFiles, issueFiles []string

	roster func() (*actor.Roster, error)
	issues func() (*issue.Set, error)
	reader func() (*pipeline.Reader, error)
}

// NewKit returns a kit that adds the user's actor and issue files, by their paths, to the
// shipped ones; the last one wins.
func NewKit(actorFiles, issueFiles []string) *Kit {
	k := &Kit{
		actorFiles: actorFiles, issueFiles: issueFiles,
		roster: sync.OnceValues(func() (*actor.Roster, error) { return loadRoster(actorFiles) }),
		issues: sync.OnceValues(func() (*issue.Set, error) { return loadIssues(issueFiles) }),
	}
	k.reader = sync.OnceValues(func() (*pipeline.Reader, error) {
		roster, err := k.Roster()
		if err != nil {
			return nil, err
		}
		issues, err := k.Issues()
		if err != nil {
			return nil, err
		}
		return pipeline.NewReader(roster, issues)
	})
	return k
}

// With returns a kit with more actor files.
func (k *Kit) With(actorFiles ...string) *Kit {
	return NewKit(slices.Concat(k.actorFiles, actorFiles), k.issueFiles)
}

// Roster returns who is known.
func (k *Kit) Roster() (*actor.Roster, error) { return k.roster() }

// Issues returns the matters that are followed.
func (k *Kit) Issues() (*issue.Set, error) { return k.issues() }

// Reader returns what reads pages.
func (k *Kit) Reader() (*pipeline.Reader, error) { return k.reader() }

func loadRoster(paths []string) (*actor.Roster, error) {
	base, err := actor.Default()
	if err != nil || len(paths) == 0 {
		return base, err
	}
	var files []actor.File
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("actor file: %w", err)
		}
		files = append(files, actor.File{Name: path, Data: data})
	}
	return actor.Load(base, files...)
}

func loadIssues(paths []string) (*issue.Set, error) {
	base, err := issue.Default()
	if err != nil || len(paths) == 0 {
		return base, err
	}
	var files []issue.File
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("issue file: %w", err)
		}
		files = append(files, issue.File{Name: path, Data: data})
	}
	return issue.Load(base, files...)
}
