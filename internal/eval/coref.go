package eval

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"

	"readout/text"
)

// CorefScores says how well the mentions of names and the third-person pronouns of
// documents with marked coreference were linked. Words and sentences are given; tags, trees, names and
// mentions are found. A found mention is the marked one with the same head, or else
// with the same words, or of a name the one around it with its head in it.
//
// Names are mentions headed by a proper noun, times aside ("Monday"). Their score is that
// of Vilain et al. (1995), MUC, over names alone,
// marked ones and what was taken for one: a chain of n names has n-1 links, and of
// a set's links those count as found that the other side's sets do not part. It was chosen
// as the standard measure that counts links: names that stand once are not counted. B³
// over the names that both sides link stands beside it, as MUC is mild on chains that
// are joined wrongly.
//
// Pronouns are he, she, it, they and their forms with a marked antecedent. One is right
// where the last mention before it in its found chain that is no pronoun, or the first of all where
// all are pronouns, belongs to its marked chain: a pronoun linked to another that is
// itself wrong is wrong. One that is not linked is wrong.
type CorefScores struct {
	NamesF1        float64 `json:"names_f1"`
	NamesPrecision float64 `json:"names_precision"`
	NamesRecall    float64 `json:"names_recall"`
	NamesB3F1      float64 `json:"names_b3_f1"`
	Pronouns       float64 `json:"pronouns"`
	// LinksRight is the share of right ones among linked pronouns, marked or not.
	LinksRight float64 `json:"pronoun_links_right"`
	Count      int     `json:"pronouns_counted"`
	Names      int     `json:"names_counted"`
}

// corefCount is what the scores are made of.
type corefCount struct {
	names                      muc
	b3                         bcubed
	pronouns, right            int
	linked, linkedRight, named int
}

// Coref scores fill, which analyses the words of a document and sets its mentions, on a
// CoNLL-U file or on those of a folder.
func Coref(ctx context.Context, path string, fill func(*text.Document)) (CorefScores, error) {
	files, err := corefFiles(path)
	if err != nil {
		return CorefScores{}, err
	}
	var c corefCount
	for _, file := range files {
		docs, err := LoadCoref(file)
		if err != nil {
			return CorefScores{}, err
		}
		for i := range docs {
			if err := ctx.Err(); err != nil {
				return CorefScores{}, err
			}
			found := docs[i].Bare()
			fill(found)
			c.add(&docs[i], found)
		}
	}
	return c.scores(), nil
}

// corefFiles returns path, or the CoNLL-U files below it.
func corefFiles(path string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if file == path || strings.HasSuffix(strings.TrimSuffix(file, ".gz"), ".conllu") {
			files = append(files, file)
		}
		return nil
	})
	return files, err
}

func (c *corefCount) add(d *CorefDocument, found *text.Document) {
	c.addNames(d, found)
	c.addPronouns(d, found)
}

// addNames compares the sets of names that are linked.
func (c *corefCount) addNames(d *CorefDocument, found *text.Document) {
	index := d.index()
	gold, system := make(map[int]int), make(map[int]int) // by mention: marked ones from 0 on, others below
	for i, m := range d.Mentions {
		if d.isName(m) {
			gold[i] = m.Chain
			c.named++
		}
	}
	for i := range found.Mentions {
		m := &found.Mentions[i]
		k := index.find(found, m)
		if k >= 0 && d.Mentions[k].Type == "time" {
			continue
		}
		if _, ok := gold[k]; !ok && m.Kind != text.NameMention {
			continue
		}
		if k < 0 {
			k = -1 - i
		}
		system[k] = m.Entity
	}
	c.names.add(gold, system)
	c.b3.add(gold, system)
}

func (d *CorefDocument) isName(m GoldMention) bool {
	return d.Gold.Words[m.Head].UPOS == "PROPN" && m.Type != "time" && !m.Group
}

// thirdPerson are the pronouns that are scored.
const thirdPerson = " he him his himself she her hers herself it its itself they them their theirs themselves themself "

func (c *corefCount) addPronouns(d *CorefDocument, found *text.Document) {
	chains := d.Chains(found)
	byWord := make(map[int]int)
	for i := range found.Mentions {
		if m := &found.Mentions[i]; m.Kind == text.PronounMention {
			byWord[m.Head] = i
			if m.Antecedent != text.NoMention {
				c.linked++
				k := standsFor(found, i)
				if chains[i] >= 0 && k >= 0 && chains[k] == chains[i] {
					c.linkedRight++
				}
			}
		}
	}
	seen := make(map[int]bool)
	for _, m := range d.Mentions {
		w := &d.Gold.Words[m.Head]
		if m.Last-m.First == 1 && w.UPOS == "PRON" && strings.Contains(thirdPerson, " "+strings.ToLower(w.Form)+" ") && seen[m.Chain] {
			c.pronouns++
			if i, ok := byWord[m.Head]; ok {
				if k := standsFor(found, i); k >= 0 && chains[k] == m.Chain {
					c.right++
				}
			}
		}
		seen[m.Chain] = true
	}
}

// standsFor returns the mention that pronoun i was taken to stand for, or -1.
func standsFor(d *text.Document, i int) int {
	if d.Mentions[i].Antecedent == text.NoMention {
		return -1
	}
	best := -1
	all := d.Entities[d.Mentions[i].Entity].Mentions
	for _, k := range all {
		if d.Mentions[k].Kind != text.PronounMention && (k < i || best < 0) {
			best = k
		}
	}
	if best < 0 && all[0] != i {
		best = all[0]
	}
	return best
}

func (c *corefCount) scores() CorefScores {
	p, r := c.names.precision(), c.names.recall()
	return CorefScores{
		NamesPrecision: p, NamesRecall: r, NamesF1: harmonic(p, r), NamesB3F1: c.b3.f1(),
		Pronouns: percent(c.right, c.pronouns), Count: c.pronouns, LinksRight: percent(c.linkedRight, c.linked), Names: c.named,
	}
}
