package event

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"

	"readout"
	"readout/actor"
	"readout/internal/plover"
	"readout/models/en"
	"readout/statement"
	"readout/text"
)

func TestZZ(t *testing.T) {
	r, _ := actor.Default()
	if p := os.Getenv("ZZ"); p != "" {
		b, _ := os.ReadFile(p)
		r, _ = actor.Load(r, actor.File{Name: p, Data: b})
	}
	m0, _ := en.Load()
	fi, _ := en.LoadAttribution()
	m := m0.With(r.Known).Knowing(r)
	fh, err := os.Open("/tmp/evt/zz.txt")
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(fh)
	for sc.Scan() {
		s := sc.Text()
		a := &readout.Article{Text: s, Published: readout.On("2016-05-11", readout.Stated), Language: "en"}
		d := text.Annotate(m, s)
		st, people := statement.Read(statement.Input{Article: a, Document: d, Finder: fi, Roster: r})
		f := newFinder(Input{Article: a, People: people, Statements: st, Roster: r})
		fmt.Println("--", s)
		for i := range d.Sentences {
			acts := plover.Code(d, i, r)
			for k := range acts {
				act := &acts[k]
				mm, ok := f.mention(i, act)
				var names []string
				for _, p := range mm.sides {
					names = append(names, p.Role+":"+p.Name+"/"+p.Type+"/"+string(p.ID)+"/"+string(p.Country)+strings.Join(p.Sector, ","))
				}
				fmt.Println("   ", act.Class, act.Kind, d.Words[act.Head].Form, d.Words[act.Head].XPOS, d.Words[act.Head].DepRel, "ok", ok, mm.status, names, "real", f.real(&mm), "past", f.past(&mm), "incue", f.inCue(act.Head), "A", len(act.Actors), "R", len(act.Recipients), act.Rule)
			}
			f.sentence(i)
		}
	}
}
