package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"readout/actor"
	"readout/internal/pipeline"
	"readout/internal/store"
	"readout/issue"
)

// A Kit is what readers of pages and names need: the shipped files with the user's. Each
// part is loaded when it is first asked for. It is safe for concurrent use.
type Kit struct {
	actorFiles, issueFiles []string     // paths
	stored                 []store.File // kept in the record, before those

	roster func() (*actor.Roster, error)
	issues func() (*issue.Set, error)
	reader func() (*pipeline.Reader, error)
}

// NewKit returns a kit that adds the user's actor and issue files, by their paths, to the
// shipped ones; the last one wins.
func NewKit(actorFiles, issueFiles []string) *Kit { return newKit(actorFiles, issueFiles, nil) }

func newKit(actorFiles, issueFiles []string, stored []store.File) *Kit {
	k := &Kit{actorFiles: actorFiles, issueFiles: issueFiles, stored: stored}
	k.roster, k.issues = sync.OnceValues(k.loadRoster), sync.OnceValues(k.loadIssues)
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
	return newKit(slices.Concat(k.actorFiles, actorFiles), k.issueFiles, k.stored)
}

// Of returns a kit that also has the files which the pages of a record were read with.
func (k *Kit) Of(ctx context.Context, record *store.Store) (*Kit, error) {
	actors, err := record.Files(ctx, store.ActorFile)
	if err != nil {
		return nil, err
	}
	issues, err := record.Files(ctx, store.IssueFile)
	if len(actors)+len(issues) == 0 {
		return k, err
	}
	return newKit(k.actorFiles, k.issueFiles, slices.Concat(actors, issues)), err
}

// Keep has a record remember the kit's files, so that whoever opens it knows the same names.
func (k *Kit) Keep(ctx context.Context, record *store.Store) error {
	for _, of := range []struct {
		kind  string
		paths []string
	}{{store.ActorFile, k.actorFiles}, {store.IssueFile, k.issueFiles}} {
		for _, path := range of.paths {
			data, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if err := record.PutFile(ctx, store.File{Kind: of.kind, Name: filepath.Base(path), Data: data}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Roster returns who is known.
func (k *Kit) Roster() (*actor.Roster, error) { return k.roster() }

// Issues returns the matters that are followed.
func (k *Kit) Issues() (*issue.Set, error) { return k.issues() }

// Reader returns what reads pages.
func (k *Kit) Reader() (*pipeline.Reader, error) { return k.reader() }

func (k *Kit) loadRoster() (*actor.Roster, error) {
	base, err := actor.Default()
	if err != nil {
		return nil, err
	}
	var files []actor.File
	err = k.each(store.ActorFile, k.actorFiles, func(name string, data []byte) {
		files = append(files, actor.File{Name: name, Data: data})
	})
	if err != nil || len(files) == 0 {
		return base, err
	}
	return actor.Load(base, files...)
}

func (k *Kit) loadIssues() (*issue.Set, error) {
	base, err := issue.Default()
	if err != nil {
		return nil, err
	}
	var files []issue.File
	err = k.each(store.IssueFile, k.issueFiles, func(name string, data []byte) {
		files = append(files, issue.File{Name: name, Data: data})
	})
	if err != nil || len(files) == 0 {
		return base, err
	}
	return issue.Load(base, files...)
}

// each calls f with the files of a kind: those of the record that no path replaces, then
// those of the paths.
func (k *Kit) each(kind string, paths []string, f func(name string, data []byte)) error {
	for _, file := range k.stored {
		given := func(path string) bool { return filepath.Base(path) == file.Name }
		if file.Kind == kind && !slices.ContainsFunc(paths, given) {
			f(file.Name, file.Data)
		}
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("%s file: %w", strings.TrimSuffix(kind, "s"), err)
		}
		f(path, data)
	}
	return nil
}
