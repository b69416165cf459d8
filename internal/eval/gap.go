package eval

import (
	"bufio"
	"context"
	"fmt"
	"strconv"
	"strings"

	"readout"
	"readout/text"
)

// GAPScores says how well pronouns between two names were linked (Webster et al. 2018,
// "Mind the GAP"), from raw text and without telling the two names beforehand. A name is
// predicted where the pronoun's found entity has a mention with its head in the name.
//
// Pronouns is the share of texts with both verdicts right. F1 is the data set's own
// measure, over the verdicts that a name is meant, in all and for pronouns of each gender;
// Bias is that of feminine by that of masculine ones.
type GAPScores struct {
	Pronouns  float64 `json:"pronouns"`
	F1        float64 `json:"gap_f1"`
	Precision float64 `json:"gap_precision"`
	Recall    float64 `json:"gap_recall"`
	Feminine  float64 `json:"gap_f1_feminine"`
	Masculine float64 `json:"gap_f1_masculine"`
	Bias      float64 `json:"gap_bias"`
	Count     int     `json:"pronouns_counted"`
}

// A GAPCase is one text with a pronoun and two names, ranges in bytes.
type GAPCase struct {
	Text          string
	Pronoun, A, B [2]int
	IsA, IsB      bool // the pronoun means this name
}

// IsGAP reports whether path is named as the data set's files are.
func IsGAP(path string) bool { return strings.HasSuffix(strings.TrimSuffix(path, ".gz"), ".tsv") }

// LoadGAP reads a file of the data set, plain or compressed with gzip.
func LoadGAP(path string) ([]GAPCase, error) {
	in, err := openFile(path)
	if err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<22)
	var all []GAPCase
	for n := 1; lines.Scan(); n++ {
		if n == 1 {
			continue // the names of the columns
		}
		c, err := gapCase(strings.Split(lines.Text(), "\t"))
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, n, err)
		}
		all = append(all, c)
	}
	return all, lines.Err()
}

func gapCase(f []string) (GAPCase, error) {
	if len(f) < 10 {
		return GAPCase{}, fmt.Errorf("%d columns, not 11: %w", len(f), readout.ErrInvalid)
	}
	c := GAPCase{Text: f[1], IsA: strings.EqualFold(f[6], "TRUE"), IsB: strings.EqualFold(f[9], "TRUE")}
	for _, at := range []struct {
		to           *[2]int
		form, offset string
	}{{&c.Pronoun, f[2], f[3]}, {&c.A, f[4], f[5]}, {&c.B, f[7], f[8]}} {
		n, err := strconv.Atoi(at.offset)
		if err != nil {
			return c, err
		}
		start := byteOf(c.Text, n)
		if !strings.HasPrefix(c.Text[start:], at.form) {
			return c, fmt.Errorf("%q does not stand at %d: %w", at.form, n, readout.ErrInvalid)
		}
		*at.to = [2]int{start, start + len(at.form)}
	}
	return c, nil
}

// byteOf returns the byte at which character n of s starts.
func byteOf(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// Find returns the mention that is the case's pronoun, or -1.
func (c *GAPCase) Find(d *text.Document) int {
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Kind == text.PronounMention && d.Words[m.Head].Start == c.Pronoun[0] {
			return i
		}
	}
	return -1
}

// Holds reports whether an entity has a mention with its head in the range of bytes.
func Holds(d *text.Document, entity int, in [2]int) bool {
	for _, k := range d.Entities[entity].Mentions {
		m := &d.Mentions[k]
		if w := &d.Words[m.Head]; m.Kind != text.GroupMention && w.Start >= in[0] && w.End <= in[1] {
			return true
		}
		if m.Kind == text.NameMention && d.Words[m.First].Start <= in[0] && d.Words[m.Last-1].End >= in[1] {
			return true
		}
	}
	return false
}

// GAP scores annotate on a file of the data set.
func GAP(ctx context.Context, path string, annotate func(string) *text.Document) (GAPScores, error) {
	cases, err := LoadGAP(path)
	if err != nil {
		return GAPScores{}, err
	}
	var all, female, male verdicts
	right := 0
	for i := range cases {
		if err := ctx.Err(); err != nil {
			return GAPScores{}, err
		}
		c := &cases[i]
		a, b := c.predict(annotate(c.Text))
		one := verdicts{}
		one.add(c.IsA, a)
		one.add(c.IsB, b)
		if a == c.IsA && b == c.IsB {
			right++
		}
		all.sum(one)
		if isFemale(c.Text[c.Pronoun[0]:c.Pronoun[1]]) {
			female.sum(one)
		} else {
			male.sum(one)
		}
	}
	s := GAPScores{Pronouns: percent(right, len(cases)), Precision: percent(all.right, all.said), Recall: percent(all.right, all.true),
		F1: all.f1(), Feminine: female.f1(), Masculine: male.f1(), Count: len(cases)}
	s.Bias = s.Feminine / max(s.Masculine, 1e-9)
	return s, nil
}

// predict returns whether the pronoun was linked to each of the two names.
func (c *GAPCase) predict(d *text.Document) (a, b bool) {
	i := c.Find(d)
	if i < 0 || d.Mentions[i].Antecedent == text.NoMention {
		return false, false
	}
	e := d.Mentions[i].Entity
	return Holds(d, e, c.A), Holds(d, e, c.B)
}

func isFemale(form string) bool {
	return form[0]|0x20 != 'h' || strings.HasPrefix(strings.ToLower(form), "her")
}

// verdicts counts what is true of names, what was said and where both agree.
type verdicts struct{ true, said, right int }

func (v *verdicts) add(is, said bool) {
	if is {
		v.true++
	}
	if said {
		v.said++
	}
	if is && said {
		v.right++
	}
}

func (v *verdicts) sum(w verdicts) {
	v.true, v.said, v.right = v.true+w.true, v.said+w.said, v.right+w.right
}

func (v *verdicts) f1() float64 { return percentF1(v.right, v.true, v.said) }
