package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"readout/issue"
	"readout/models/en"
	"readout/text"
)

type issuesCommand struct {
	Text string `arg:"" optional:"" help:"A text; without one, the issues are listed."`
}

func (issuesCommand) Help() string {
	return `Examples:
  readout issues
  readout issues "They will withdraw their troops before the vote."
  readout issues --issues mine.toml        check an issue file`
}

func (c *issuesCommand) Run(e *env) error {
	set, err := loadIssues(e.IssueFiles)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(e.Stdout)
	if c.Text == "" {
		for i := range set.All() {
			fmt.Fprintf(out, "%-20s  %s\n", i.ID, clean(i.Name))
		}
		return out.Flush()
	}
	if err := c.find(set, out); err != nil {
		return err
	}
	return out.Flush()
}

// find prints the phrases of the text that mark issues, and the patterns that they fit.
func (c *issuesCommand) find(set *issue.Set, out io.Writer) error {
	model, err := en.Load()
	if err != nil {
		return err
	}
	hits := set.Find(text.Annotate(model, c.Text))
	for _, h := range hits {
		fmt.Fprintf(out, "%-20s  %s  (%s)\n", h.Issue, clean(c.Text[h.Start:h.End]), clean(h.Phrase))
	}
	if len(hits) == 0 {
		return fmt.Errorf("no issue found in the text")
	}
	return nil
}

// loadIssues reads the shipped issue file and the user's.
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
