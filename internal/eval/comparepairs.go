package eval

import (
	"slices"
	"strings"

	"readout"
	"readout/internal/account"
	finder "readout/internal/attribution"
	"readout/statement"
	"readout/text"
)

// Apart is how two sentences stand that are about two matters.
const Apart account.Verdict = "apart"

// A SentencePair is a sentence of each side's account, and how a careful reader says that they
// stand to each other.
type SentencePair struct {
	Want account.Verdict // or [Apart]
	A, B string
}

// ParseSentencePairs reads a table of pairs, a line each: verdict, A, B. Lines that begin with #
// and those of fewer fields are left out.
func ParseSentencePairs(table string) []SentencePair {
	var out []SentencePair
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) < 3 || strings.HasPrefix(line, "#") {
			continue
		}
		want := account.Verdict(f[0])
		if f[0] == "differently" {
			want = account.Worded
		}
		out = append(out, SentencePair{want, f[1], f[2]})
	}
	return out
}

// A PairReader makes comparisons of pairs.
type PairReader struct {
	Model  *text.Model
	Finder *finder.Model
}

// pairSides are the sides of pairs, and the names that they have there.
var pairSides = [2]struct {
	id, office, last string
	names            []string
}{
	{"AVR", "Foreign Minister Ana Lim", "Lim", []string{"Averra", "Averran", "Ruvia", "Ruvian", "Lim", "Sellin"}},
	{"OST", "Foreign Minister Jan Brun", "Brun", []string{"Ostia", "Ostian", "Brun", "Marn", "Vasko"}},
}

// Input is the comparison of some pairs as if they were of one call, a page for each sentence.
func (r PairReader) Input(list ...SentencePair) account.Input {
	in := account.Input{A: pairSides[0].id, B: pairSides[1].id, Words: account.WordsOf(r.Model), Names: func(side string) []string {
		for _, s := range pairSides {
			if s.id == side {
				return s.names
			}
		}
		return nil
	}}
	for _, p := range list {
		in.Pages = append(in.Pages, r.page(p.A, 0), r.page(p.B, 1))
	}
	return in
}

// page is a page with one sentence, all of which a side says where no statement is found in it.
func (r PairReader) page(sentence string, side int) account.Page {
	who := pairSides[side]
	if !strings.Contains(sentence, "President "+who.last) {
		sentence = strings.Replace(sentence, who.last+" ", who.office+" ", 1)
	}
	rec := &readout.Record{Article: readout.Article{Text: sentence, Language: "en"}}
	doc := text.Annotate(r.Model, sentence)
	rec.Statements = statement.Find(statement.Input{Article: &rec.Article, Document: doc, Finder: r.Finder})
	if len(rec.Statements) == 0 {
		whole := readout.NewText(sentence).Span(0, len(sentence))
		rec.Statements = readout.List[readout.Statement]{{ID: "s", Kind: readout.Indirect, Act: "assert", Content: readout.List[readout.Span]{whole}}}
	}
	for k := range rec.Statements {
		s := &rec.Statements[k]
		s.Event, s.Chain, s.Level = "e", nil, readout.Named
		s.Speaker = &readout.Party{Name: who.last, Type: "person", Side: readout.Opt(who.id)}
	}
	return account.Page{Record: rec, Document: doc, Events: []readout.EventID{"e"}}
}

// Verdict is how two sentences stand to each other by the program.
func (r PairReader) Verdict(in account.Input) account.Verdict {
	got := account.Compare(in)
	for i := range got.Rows {
		if row := &got.Rows[i]; len(row.A) > 0 && len(row.B) > 0 {
			return row.Verdict
		}
	}
	return Apart
}

// groupSize is how many pairs are compared together to learn from them: a call has about as many
// matters.
const groupSize = 5

// Examples returns what pairs teach of which statements are about one matter, taken together by
// fives, as they stand: of two pairs nothing is known, and they only stand beside each other.
func (r PairReader) Examples(list []SentencePair) [][]account.Example {
	var out [][]account.Example
	for group := range slices.Chunk(list, groupSize) {
		var of []account.Example
		for _, p := range account.Pairs(r.Input(group...)) {
			if k := p.A.Page / 2; p.OfA != p.OfB && k == p.B.Page/2 {
				of = append(of, account.Example{X: p.X, Across: true, Same: group[k].Want != Apart})
			}
		}
		out = append(out, of)
	}
	return out
}

// Rulings returns what pairs of one matter teach of how two statements stand to each other.
func (r PairReader) Rulings(list []SentencePair) []account.Ruling {
	var out []account.Ruling
	for _, p := range list {
		in := r.Input(p)
		in.Aligner = account.Together()
		if got := account.Judgings(in); p.Want != Apart && len(got) > 0 {
			out = append(out, account.Ruling{X: got[0].X, Want: p.Want})
		}
	}
	return out
}
