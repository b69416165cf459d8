package train

import (
	"fmt"
	"os"
	"path/filepath"

	"readout"
	"readout/internal/eval"
	"readout/internal/pipeline"
	"readout/internal/setting"
	"readout/internal/source"
	"readout/statement"
	"readout/text"
)

// A SettingPage is a page with what is known of where its statements were made.
type SettingPage struct {
	Name  string
	Input statement.Input
	// Want returns where a statement was made, and whether that is known.
	Want func(s *readout.Statement) (string, bool)
	// Weight is how often its examples count: more for pages on which the rules were not made.
	Weight int
}

// Examples returns the examples of a page: with the right choice of the statements before
// each, or, where m is not nil, with its choice of them.
func (p *SettingPage) Examples(m *setting.Model) []setting.Example {
	var out []setting.Example
	in := p.Input
	in.Decide = func(s *readout.Statement, options []setting.Option) string {
		want, known := p.Want(s)
		if known {
			out = append(out, setting.Example{Options: setting.Clone(options), Setting: want})
		}
		if m != nil || !known {
			want = m.Choose(options, string(s.Setting))
		}
		return want
	}
	statement.Find(in)
	return out
}

// ownWeight is the weight of our own short pages.
const ownWeight = 2

// settingFolds is the number of parts in which pages are read by a model that has not seen
// them.
const settingFolds = 4

// Settings returns the weights by which the setting of statements is chosen, learnt from
// pages: in a first round with the right history of each statement, in a second one also
// with the history that is chosen where the page was not learnt from.
func Settings(pages []SettingPage, seed uint64) ([]byte, error) {
	first := make([][]setting.Example, len(pages))
	for i := range pages {
		first[i] = pages[i].Examples(nil)
	}
	var all []setting.Example
	for fold := range settingFolds {
		var others []setting.Example
		for i := range pages {
			if i%settingFolds != fold {
				others = repeated(others, first[i], pages[i].Weight)
			}
		}
		m, err := setting.Load(setting.Learn(others, seed))
		if err != nil {
			return nil, err
		}
		for i := range pages {
			if i%settingFolds == fold {
				all = repeated(all, first[i], pages[i].Weight)
				all = repeated(all, pages[i].Examples(m), pages[i].Weight)
			}
		}
	}
	return setting.Learn(all, seed), nil
}

func repeated(list, examples []setting.Example, times int) []setting.Example {
	for range times {
		list = append(list, examples...)
	}
	return list
}

// GoldSettings reads the marked pages of a folder, with the actor file that a reader has.
func GoldSettings(dir string, reader *pipeline.Reader) ([]SettingPage, error) {
	readings, err := eval.ReadGold(os.DirFS(dir), func(name string, page []byte) readout.Record {
		return reader.Read(source.Page{Path: filepath.Join(dir, name), Bytes: page})
	})
	if err != nil {
		return nil, err
	}
	var out []SettingPage
	for i := range readings {
		r := &readings[i]
		want := map[readout.StatementID]string{}
		for at, w := range r.Pairs() {
			want[r.Got.Statements[at].ID] = w.Setting
		}
		out = append(out, SettingPage{r.Name, inputOf(reader, &r.Got), func(s *readout.Statement) (string, bool) {
			w, known := want[s.ID]
			return w, known
		}, 1})
	}
	return out, nil
}

// OwnSettings reads the marked pages of files as [setting.Pages] has them.
func OwnSettings(names []string, reader *pipeline.Reader) ([]SettingPage, error) {
	var out []SettingPage
	for _, name := range names {
		pages, err := ownSettings(name, reader)
		if err != nil {
			return nil, err
		}
		out = append(out, pages...)
	}
	return out, nil
}

func ownSettings(name string, reader *pipeline.Reader) ([]SettingPage, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := setting.Pages(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var out []SettingPage
	for i := range list {
		p := &list[i]
		tx := readout.NewText(p.Text)
		rec := readout.Record{Article: readout.Article{Headline: readout.Opt(p.Headline), Publisher: readout.Opt(p.Publisher), Language: "en", Text: p.Text}}
		out = append(out, SettingPage{p.Headline, inputOf(reader, &rec), func(s *readout.Statement) (string, bool) {
			at, _ := tx.Bytes(s.Content[0])
			if len(s.Cue) > 0 {
				cue, _ := tx.Bytes(s.Cue[0])
				at = max(at, cue)
			}
			return p.Marked(at)
		}, ownWeight})
	}
	return out, nil
}

// inputOf returns a record's article as the stage of statements takes it.
func inputOf(reader *pipeline.Reader, rec *readout.Record) statement.Input {
	return statement.Input{Page: rec.Page.ID, Article: &rec.Article, Document: text.Annotate(reader.Model, statement.Bounded(rec.Article.Text)), Finder: reader.Finder, Roster: reader.Roster}
}
