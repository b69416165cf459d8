// Package refusal judges clauses that tell that an answer was not given: "calls went
// unanswered", "kept the date to himself". It reads trees: a clause is described by its
// verb or predicate, who its subject is, what it governs, what is denied in it and how
// it was asked, and a linear classifier says how likely it tells of a refusal.
package refusal

import (
	_ "embed"
	"math"
	"sync"

	"readout/internal/linear"
	"readout/text"
)

// Classes are the classes of refusals, as they stand in the record.
var Classes = []string{"refused", "declined", "no-comment", "no-response", "deferred", "unconfirmed", "ignorance"}

//go:embed refusal.bin
var weights []byte

// A Judge knows the clauses that tell of a refusal. It is safe for concurrent use.
type Judge struct {
	tells *linear.Model // two classes: tells of none, tells of one
	class *linear.Model // the classes
}

// Load reads weights as [Learn] makes them.
func Load(data []byte) (*Judge, error) {
	tells, rest, err := linear.Parse(data)
	if err != nil {
		return nil, err
	}
	class, _, err := linear.Parse(rest)
	if err != nil {
		return nil, err
	}
	if tells.Columns() != 1 || class.Columns() != len(Classes) {
		return nil, linear.ErrFormat
	}
	return &Judge{tells, class}, nil
}

var loaded = sync.OnceValues(func() (*Judge, error) { return Load(weights) })

// Loaded returns the judge of the embedded weights, or nil where they do not fit.
func Loaded() *Judge {
	j, _ := loaded()
	return j
}

// A Refusal is a clause that tells of one, and the likeliest class of it.
type Refusal struct {
	Clause
	Class string
}

// Refusals returns the clauses of a document, of those that [Clauses] has, that tell of a
// refusal with at least this probability.
func (j *Judge) Refusals(d *text.Document, least float64, skip func(word int) bool) []Refusal {
	if j == nil {
		return nil
	}
	t := new(tree)
	var c Clause
	var out []Refusal
	for sentence := range d.Sentences {
		if !t.read(d, sentence) {
			continue
		}
		for i := range t.words {
			if !t.tries(i, skip) {
				continue
			}
			c.Features = t.features(c.Features[:0], i)
			if j.chance(&c) >= least {
				out = append(out, Refusal{t.clause(i, nil), j.classOf(&c)})
			}
		}
	}
	return out
}

// Tells returns the probability that a clause tells of a refusal, 0 to 1, and the
// likeliest class of it.
func (j *Judge) Tells(c *Clause) (float64, string) {
	if j == nil {
		return 0, ""
	}
	return j.chance(c), j.classOf(c)
}

func (j *Judge) chance(c *Clause) float64 {
	return 1 / (1 + math.Exp(-float64(j.tells.Margin(c.Features))))
}

func (j *Judge) classOf(c *Clause) string { return Classes[j.class.Best(c.Features)] }
