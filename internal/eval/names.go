package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"readout"
	"readout/text"
)

// NameScores says how well names were found, given sentences and words: F1 of names with
// the same first and last word and the same type, in percent.
type NameScores struct {
	Names     int     `json:"names"` // in the data, of the three types
	F1        float64 `json:"f1"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	Per       float64 `json:"per"`
	Org       float64 `json:"org"`
	Loc       float64 `json:"loc"`
}

// nameTypes maps the types of the public sets, in lower case, to ours. Names of other
// types are not scored: where the data has them, and where they are found.
var nameTypes = map[string]string{
	"per": text.Person, "person": text.Person, "politician": text.Person,
	"loc": text.Place, "location": text.Place, "country": text.Place, "gpe": text.Place,
	"org": text.Organisation, "organisation": text.Organisation, "organization": text.Organisation, "politicalparty": text.Organisation,
}

// Names scores find, which sets the names of a document whose sentences and words are
// given, on the file path: a word and its tag a line, parted by a blank or tab, tags with
// "B-" and "I-" or "I-" alone, or UNER's three columns; plain or compressed with gzip.
func Names(ctx context.Context, path string, find func(*text.Document)) (NameScores, error) {
	gold, err := LoadNames(path)
	if err != nil {
		return NameScores{}, err
	}
	if err := ctx.Err(); err != nil {
		return NameScores{}, err
	}
	guess := *gold
	guess.Words, guess.Names = append([]text.Word(nil), gold.Words...), nil
	find(&guess)
	return scoreNames(gold.Names, guess.Names), nil
}

func scoreNames(gold, guess []text.Name) NameScores {
	type tally struct{ gold, guess, same int }
	sums := make(map[string]*tally)
	for _, t := range []string{"", text.Person, text.Organisation, text.Place} {
		sums[t] = &tally{}
	}
	each := func(names []text.Name, count func(*tally)) {
		for _, n := range names {
			if s := sums[n.Type]; s != nil {
				count(s)
				count(sums[""])
			}
		}
	}
	known := make(map[text.Name]bool)
	for _, n := range gold {
		known[n] = true
	}
	var same []text.Name
	for _, n := range guess {
		if known[n] {
			same = append(same, n)
			delete(known, n)
		}
	}
	each(gold, func(t *tally) { t.gold++ })
	each(guess, func(t *tally) { t.guess++ })
	each(same, func(t *tally) { t.same++ })
	f1 := func(t string) float64 { return percentF1(sums[t].same, sums[t].gold, sums[t].guess) }
	all := sums[""]
	return NameScores{Names: all.gold, F1: f1(""), Per: f1(text.Person), Org: f1(text.Organisation), Loc: f1(text.Place),
		Precision: percentF1(all.same, all.guess, all.guess), Recall: percentF1(all.same, all.gold, all.gold)}
}

// LoadNames reads a file that [Names] takes as one document of words with names, and
// nothing else.
func LoadNames(path string) (*text.Document, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var in io.Reader = bytes.NewReader(raw)
	if bytes.HasPrefix(raw, []byte("\x1f\x8b")) {
		if in, err = gzip.NewReader(in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	d, err := readNames(in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return d, nil
}

func readNames(in io.Reader) (*text.Document, error) {
	b := nameBuilder{d: &text.Document{}}
	lines := bufio.NewScanner(in)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		switch fields := strings.Fields(line); {
		case len(fields) == 0:
			b.end()
		case line[0] == '#' && !strings.Contains(line, "\t"), fields[0] == "-DOCSTART-":
		case len(fields) == 2:
			b.add(fields[0], fields[1])
		case len(fields) >= 3:
			b.add(fields[1], fields[2])
		default:
			return nil, fmt.Errorf("line %d: %w: %q is no word with a tag", n, readout.ErrInvalid, line)
		}
	}
	b.end()
	if len(b.d.Words) == 0 && lines.Err() == nil {
		return nil, fmt.Errorf("%w: no words", readout.ErrInvalid)
	}
	b.d.Text = b.text.String()
	return b.d, lines.Err()
}

// nameBuilder makes a document of words with tags.
type nameBuilder struct {
	d     *text.Document
	text  strings.Builder
	first int    // of the sentence
	last  string // the type of the word before, "" for none
}

func (b *nameBuilder) add(form, tag string) {
	if b.text.Len() > 0 {
		b.text.WriteByte(' ')
	}
	start, i := b.text.Len(), len(b.d.Words)
	b.text.WriteString(form)
	b.d.Words = append(b.d.Words, text.Word{Start: start, End: b.text.Len(), Form: form,
		Sentence: len(b.d.Sentences), Token: i, Head: text.NoHead})
	b.d.Tokens = append(b.d.Tokens, text.Token{First: i, Last: i + 1})
	mark, kind, _ := strings.Cut(tag, "-")
	if mark != "B" && mark != "I" {
		b.last = ""
		return
	}
	if mark == "I" && kind == b.last {
		if t := nameTypes[strings.ToLower(kind)]; t != "" {
			b.d.Names[len(b.d.Names)-1].Last = i + 1
		}
		return
	}
	b.last = kind
	if t := nameTypes[strings.ToLower(kind)]; t != "" {
		b.d.Names = append(b.d.Names, text.Name{First: i, Last: i + 1, Type: t})
	}
}

func (b *nameBuilder) end() {
	if len(b.d.Words) > b.first {
		k := len(b.d.Sentences)
		b.d.Sentences = append(b.d.Sentences, text.Sentence{First: b.first, Last: len(b.d.Words)})
		b.d.Paragraphs = append(b.d.Paragraphs, text.Paragraph{First: k, Last: k + 1})
	}
	b.first, b.last = len(b.d.Words), ""
}
