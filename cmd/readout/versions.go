package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"readout"
	"readout/internal/desk"
	"readout/internal/revision"
	"readout/internal/source"
	"readout/internal/store"
)

type versionsCommand struct {
	Page   string      `arg:"" help:"An article: its address, its page's id, or a part of its path or address that no other has."`
	JSON   bool        `name:"json" help:"Print one version a line as JSON, with what was changed."`
	Record recordFlags `embed:""`
}

func (versionsCommand) Help() string {
	return `Shows the texts that an article has had at its address, when they stood there, and what was changed from each to the next: in its words, and in who said what. [-words-] were taken out, {+words+} put in.

Examples:
  readout versions https://example.org/news/a1
  readout versions --json sha256:4f2a… | jq .changed.removed`
}

// A versionJSON is a version as readout versions --json prints it.
type versionJSON struct {
	store.Version
	Headline readout.Opt          `json:"headline"`
	Changed  *revision.Difference `json:"changed"` // since the one before, null for the first
}

func (c *versionsCommand) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	list, err := c.versions(ctx, record)
	if err != nil {
		return advise(err)
	}
	out := bufio.NewWriter(e.Stdout)
	show := &versionListing{newListing(out, e)}
	enc := jsonLines(out)
	var before *readout.Record
	for i := range list {
		rec, err := record.Record(ctx, list[i].Page)
		if err != nil {
			return advise(err)
		}
		row := versionJSON{Version: list[i], Headline: rec.Article.Headline}
		if before != nil {
			d := revision.Compare(before, &rec)
			row.Changed = &d
		}
		before = &rec
		if c.JSON {
			err = enc.Encode(row)
		} else {
			err = show.version(i, &row)
		}
		if err != nil {
			return err
		}
	}
	return out.Flush()
}

// versions finds the article that is meant.
func (c *versionsCommand) versions(ctx context.Context, record *store.Store) ([]store.Version, error) {
	if strings.Contains(c.Page, "://") {
		if list, err := record.VersionsAt(ctx, source.Plain(c.Page)); err != nil || len(list) > 0 {
			return list, err
		}
	}
	id, err := thePage(ctx, record, c.Page)
	var usage usageError
	if errors.As(err, &usage) { // several pages: they may be versions of one article
		if list, err := record.VersionsNamed(ctx, c.Page); err != nil || len(list) > 0 {
			return list, err
		}
	}
	if err != nil {
		return nil, err
	}
	list, err := record.Versions(ctx, id)
	if err == nil && len(list) == 0 {
		err = usageError{fmt.Errorf("%s did not come from an address, so it has no versions", clean(c.Page))}
	}
	return list, err
}

type versionListing struct{ *listing }

func (l *versionListing) version(i int, v *versionJSON) error {
	if i > 0 {
		l.blank()
	}
	mark := ""
	if v.Newest {
		mark = "the newest"
	}
	seen := cmp.Or(v.First, "at an unknown time")
	if v.Last != v.First {
		seen += " to " + v.Last
	}
	l.line(-4, desk.Join(" · ", l.bold(fmt.Sprintf("Version %d", i+1)), "seen "+seen, desk.Plural(v.Seen, "time"), mark))
	l.line(4, desk.Join(" · ", clean(string(v.Headline)), l.dim(string(v.Page))))
	if v.Changed == nil {
		return l.err
	}
	d := v.Changed
	if d.Empty() {
		l.line(4, "the same words, printed otherwise")
	}
	for _, p := range d.Passages {
		what := ""
		if p.Headline {
			what = "Headline: "
		}
		l.line(4, what+l.edits(p.Edits))
	}
	l.said("No longer said", d.Removed)
	l.said("Newly said", d.Added)
	return l.err
}

func (l *versionListing) said(what string, list []readout.Statement) {
	for i := range list {
		st := &list[i]
		var words []string
		for _, sp := range st.Content {
			words = append(words, oneLine([]rune(sp.Text)))
		}
		l.line(4, desk.Join(" · ", what+": "+l.bold(speaker(st)), string(st.Kind), strings.Join(words, " … ")))
	}
}

// shownAround is how many words are shown before and behind a change.
const shownAround = 8

// edits shows what was changed with a few words around it.
func (l *versionListing) edits(list []revision.Edit) string {
	var parts []string
	for i, e := range list {
		text := clean(e.Text)
		switch e.Op {
		case revision.Removed:
			parts = append(parts, l.paint("31", "[-"+text+"-]"))
		case revision.Added:
			parts = append(parts, l.paint("32", "{+"+text+"+}"))
		default:
			parts = append(parts, around(text, i > 0, i < len(list)-1))
		}
	}
	return strings.Join(parts, " ")
}

// around shortens words that stayed, between two changes or before or behind one.
func around(s string, behind, before bool) string {
	words := strings.Fields(s)
	switch n := shownAround; {
	case behind && before && len(words) > 2*n+1:
		return strings.Join(words[:n], " ") + " … " + strings.Join(words[len(words)-n:], " ")
	case behind && !before && len(words) > n+1:
		return strings.Join(words[:n], " ") + " …"
	case !behind && before && len(words) > n+1:
		return "… " + strings.Join(words[len(words)-n:], " ")
	}
	return s
}
