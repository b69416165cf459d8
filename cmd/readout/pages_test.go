package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

// A press writes pages of invented papers about invented people, the same ones for the same
// seed: some hundred words each, with statements, events that several pages tell of, and
// texts that others reprint.
type press struct {
	*rand.Rand
	people []envoy
	day    time.Time
}

type envoy struct{ id, name, title, state, demonym, capital string }

func (e *envoy) last() string { return e.name[strings.LastIndexByte(e.name, ' ')+1:] }

var (
	pressFirst  = strings.Fields("Ana Boro Cela Dovan Eska Fenn Gora Hild Ivo Jana Kolm Lira")
	pressLast   = strings.Fields("Orlec Vashti Brandt Quill Tamsin Ulvar Wexo Zanik Pelor Rudin Selka Morov")
	pressStates = strings.Fields("Barlia Dunmark Ferova Galesh Istria Jorland")
	pressTopics = strings.Fields("ferry bridge fishery railway pipeline convoy dam harbour tariff visa airport quota beacon tunnel archive corridor")
	pressWords  = strings.Fields("winter market school timber letter garden engine window doctor farmer paper cellar ribbon saddle copper lantern barley orchard kettle mirror needle pepper ladder button")
)

// newPress returns a press and the actor file that it writes about.
func newPress(seed uint64) (*press, string) {
	p := &press{Rand: rand.New(rand.NewPCG(seed, 77)), day: time.Date(2031, 2, 3, 0, 0, 0, 0, time.UTC)}
	var actors strings.Builder
	actors.WriteString("as_of = \"2031-12-31\"\n")
	for i, state := range pressStates {
		id := fmt.Sprintf("Q%c%c", 'A'+i, 'A'+i)
		demonym, capital := state+"n", state[:3]+"burg"
		actors.WriteString(fmt.Sprintf("\n[[state]]\nid = %q\nname = %q\ndemonyms = [%q]\ncapital = %q\nstatus = \"un-member\"\nhead_of_state = \"President\"\nforeign_minister = \"Foreign Minister\"\n",
			id, state, demonym, capital))
		for k, office := range []string{"head-of-state", "foreign-minister"} {
			n := 2*i + k
			e := envoy{name: pressFirst[n] + " " + pressLast[n], title: []string{"President", "Foreign Minister"}[k], state: state, demonym: demonym, capital: capital}
			e.id = strings.ToLower(strings.ReplaceAll(e.name, " ", "-"))
			p.people = append(p.people, e)
			actors.WriteString(fmt.Sprintf("\n[[person]]\nid = %q\nname = %q\ngender = \"f\"\nheld = [{ office = %q, from = \"2029-01\" }]\n", e.id, e.name, id+"/"+office))
		}
	}
	return p, actors.String()
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// rare is one of hundreds of words.
func (p *press) rare() string { return pick(p.Rand, pressWords) + pick(p.Rand, pressWords) }

// filler is a sentence that no other page has: no run of four of its words is a run without a
// word that is drawn from hundreds.
func (p *press) filler() string {
	w := p.rare
	return fmt.Sprintf("The %s of %s sold %s to %s near %s with %s and %s for %s.", w(), w(), w(), w(), w(), w(), w(), w())
}

// promise is a quotation that nobody has said before.
func (p *press) promise() string {
	return fmt.Sprintf("“We offer %s to %s, %s to %s and %s to %s,”", p.rare(), p.rare(), p.rare(), p.rare(), p.rare(), p.rare())
}

// A sheet is a page as a line of a file.
type sheet struct {
	ID        string `json:"id"`
	Text      string `json:"text"`
	Headline  string `json:"headline"`
	Published string `json:"published,omitempty"`
	URL       string `json:"url"`
}

// write writes n pages into a file.
func (p *press) write(t testing.TB, file string, n int) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	for made := 0; made < n; {
		for _, s := range p.event() {
			if made == n {
				break
			}
			s.ID = fmt.Sprint(made)
			s.URL = fmt.Sprintf("https://paper%d.example/news/%d", made%40, made)
			if err := enc.Encode(s); err != nil {
				t.Fatal(err)
			}
			made++
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// event makes the pages about one event: a few, and now and then very many.
func (p *press) event() []sheet {
	p.day = p.day.AddDate(0, 0, p.IntN(3)/2)
	a, b := &p.people[p.IntN(len(p.people))], &p.people[p.IntN(len(p.people))]
	for a.state == b.state {
		b = &p.people[p.IntN(len(p.people))]
	}
	topic, minutes, month := pick(p.Rand, pressTopics), 10+p.IntN(50), time.Month(1+p.IntN(12)).String()
	weekday, date := p.day.Weekday().String(), p.day.Format("2 January")
	kind := []string{"spoke by telephone", "met in " + a.capital, "held talks in " + b.capital}[p.IntN(3)]
	wire := []string{
		fmt.Sprintf("%s, %s (Ardin Wire) - %s %s %s and %s %s %s %s on %s.", strings.ToUpper(a.capital), date, a.demonym, a.title, a.name, b.demonym, b.title, b.name, kind, weekday),
		fmt.Sprintf("%s %s said after %d minutes.", p.promise(), a.last(), minutes),
		fmt.Sprintf("%s told reporters that the %s would stay closed until %s, when both sides had signed the paper.", b.name, topic, month),
		p.filler(), p.filler(), p.filler(),
	}
	pages := 3 + p.IntN(6)
	if p.IntN(40) == 0 {
		pages = 60 // an event of which everybody writes
	}
	var out []sheet
	for i := range pages {
		s := sheet{Headline: fmt.Sprintf("%s and %s on the %s", a.last(), b.last(), topic), Published: p.day.AddDate(0, 0, i%2).Format(time.DateOnly)}
		lines := wire
		switch i % 4 {
		case 1:
			lines = append(append([]string{}, wire...), p.filler()) // a reprint
			if p.IntN(4) == 0 {
				lines[1] = strings.Replace(lines[1], "offer", "send", 1)
			}
		case 2:
			lines = []string{
				fmt.Sprintf("%s %s and %s %s %s on %s, the %s Foreign Ministry said.", a.title, a.name, b.title, b.name, kind, date, b.demonym),
				fmt.Sprintf("“The %s is ours, and no %s or %s will change that,” %s said.", topic, p.rare(), p.rare(), b.last()), p.filler(), p.filler(), p.filler(),
			}
		case 3:
			lines = []string{
				p.filler(), fmt.Sprintf("On %s %s and %s %s about the %s.", weekday, a.name, b.name, kind, topic),
				fmt.Sprintf("%s denied that the %s had been agreed. “There is no %s,” the %s added.", b.name, topic, pick(p.Rand, pressWords), strings.ToLower(b.title)), p.filler(), p.filler(),
			}
			s.Published = ""
		}
		s.Text = strings.Join(lines, "\n\n") + fmt.Sprintf("\n\nThe %s of %s is number %d.", pick(p.Rand, pressWords), pick(p.Rand, pressWords), p.IntN(1_000_000))
		out = append(out, s)
	}
	return out
}
