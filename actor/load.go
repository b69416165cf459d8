package actor

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"hash"
	"path"
	"slices"

	"github.com/pelletier/go-toml/v2"

	"readout"
)

// A File is an actor file.
type File struct {
	Name string // for messages, and the Source of its actors
	Data []byte
}

// maxFile is the size in bytes of the largest file that is read.
const maxFile = 16 << 20

//go:embed world/*.toml
var world embed.FS

// Default returns the roster of the actor files that are shipped.
func Default() (*Roster, error) {
	list, err := world.ReadDir("world")
	if err != nil {
		return nil, err
	}
	var files []File
	for _, f := range list {
		data, err := world.ReadFile(path.Join("world", f.Name()))
		if err != nil {
			return nil, err
		}
		files = append(files, File{Name: "world/" + f.Name(), Data: data})
	}
	return Load(nil, files...)
}

// Load returns a roster of the actors of base, which may be nil, and of the files. Of
// two entries with one id the later one counts, whole. An error names the file, line and
// column, and is [readout.ErrInvalid].
func Load(base *Roster, files ...File) (*Roster, error) {
	if base != nil && len(files) == 0 {
		return base, nil
	}
	m := merge{digest: sha256.New()}
	if base != nil {
		m.entries = slices.Clone(base.entries)
		m.notes = slices.Clone(base.notes)
		m.places = base.places
		m.digest.Write([]byte(base.digest))
	}
	m.at = make(map[string]int, len(m.entries))
	for i, e := range m.entries {
		m.at[e.ID] = i
	}
	for i := range files {
		m.digest.Write(files[i].Data)
		if err := m.read(&files[i]); err != nil {
			return nil, err
		}
	}
	return m.roster()
}

// A merge is the entries of several files, each id once.
type merge struct {
	entries []*entry
	notes   []note
	places  map[string]string
	at      map[string]int // by id: the place in entries
	digest  hash.Hash      // of what has been read
}

// read adds a file.
func (m *merge) read(src *File) error {
	f, err := decode(src)
	if err != nil {
		return err
	}
	entries := f.entries(src)
	if err := check(f, src, entries); err != nil {
		return err
	}
	for _, e := range entries {
		if i, ok := m.at[e.ID]; ok {
			m.entries[i] = e
			continue
		}
		m.at[e.ID] = len(m.entries)
		m.entries = append(m.entries, e)
	}
	m.places = f.gazetteer(m.places)
	for _, p := range f.Ambiguous {
		m.notes = append(m.notes, note{phrase: p})
	}
	for i, p := range f.Ignore {
		m.notes = append(m.notes, note{p, true, place{src: src}.of("ignore").nth(i)})
	}
	return nil
}

func decode(src *File) (*file, error) {
	if len(src.Data) > maxFile {
		return nil, invalid(src.Name, 1, 1, fmt.Sprintf("%d bytes are more than the %d that an actor file may have", len(src.Data), maxFile))
	}
	var f file
	d := toml.NewDecoder(bytes.NewReader(src.Data)).DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, decodeError(src.Name, err)
	}
	return &f, nil
}

// roster makes the actors of the entries.
func (m *merge) roster() (*Roster, error) {
	all := m.withMade()
	r := &Roster{entries: m.entries, all: all, notes: m.notes, places: m.places, digest: hex.EncodeToString(m.digest.Sum(nil)[:4]), familyNameFirst: make(map[*Actor]bool)}
	r.actors = make([]*Actor, len(all))
	store := make([]Actor, len(all))
	for i, e := range all {
		store[i] = e.Actor
		r.actors[i] = &store[i]
		r.actors[i].Names = allNames(e)
	}
	r.fill()
	if err := r.checkPlaces(); err != nil {
		return nil, err
	}
	for i, e := range all {
		if err := r.settle(r.actors[i], e); err != nil {
			return nil, err
		}
	}
	return r, r.fillIndex(all)
}

// withMade returns the entries with the offices and bodies of the states among them.
func (m *merge) withMade() []*entry {
	all := slices.Clone(m.entries)
	for _, e := range m.entries {
		if e.state == nil {
			continue
		}
		for _, o := range made(e) {
			if _, own := m.at[o.ID]; !own {
				all = append(all, o)
			}
		}
	}
	return all
}

func allNames(e *entry) []string {
	out := []string{e.Name}
	for _, n := range e.common.Names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// settle checks that the ids that an entry names exist, and fills in a person's side.
func (r *Roster) settle(a *Actor, e *entry) error {
	if e.state != nil && e.state.FamilyNameFirst {
		r.familyNameFirst[a] = true
	}
	for i, t := range a.Held {
		o := r.byID[t.Office]
		if o == nil || o.Type != Office {
			return e.at.of("held").nth(e.order[i]).errorf("unknown office %q: want the id of an [[office]], or of one that its state has", t.Office)
		}
	}
	if a.Side == "" && len(a.Held) > 0 {
		a.Side = r.byID[a.Held[len(a.Held)-1].Office].Side
	}
	if a.Side != "" && r.byID[a.Side] == nil {
		return e.at.of("side").errorf("unknown side %q: want the id of a state, organisation or group", a.Side)
	}
	if a.Body != "" && r.byID[a.Body] == nil {
		return e.at.of("body").errorf("unknown body %q: want the id of a [[body]]", a.Body)
	}
	for i, id := range a.Members {
		if r.byID[id] == nil {
			return e.at.of("members").nth(i).errorf("unknown member %q: want the id of a state or organisation", id)
		}
	}
	return nil
}

// isDay reports whether s is empty or a day.
func isDay(s string) bool { return s == "" || readout.Day(s).Valid() }
