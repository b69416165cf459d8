package issue

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the shipped file
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"readout"
)

//go:embed issues.toml
var shipped []byte

// A File is an issue file.
type File struct {
	Name string // for messages, and the Source of its issues
	Data []byte
}

// What a file may hold at most: far more than anybody writes.
const (
	maxFile     = 4 << 20 // bytes
	maxPatterns = 20000
)

// file is the form of an issue file.
type file struct {
	Ignore []string `toml:"ignore"` // phrases in which no issue is to be found
	Issues []entry  `toml:"issue"`
}

// An entry is an issue as a file gives it. The lists hold patterns.
type entry struct {
	ID      string   `toml:"id"`
	Name    string   `toml:"name"`
	Phrases []string `toml:"phrases"` // mark the issue
	Weak    []string `toml:"weak"`    // mark it beside one of Near or Phrases in the same sentence
	Near    []string `toml:"near"`
	Not     []string `toml:"not"` // what marks it does not count within these
	Note    string   `toml:"note"`
	source  string
}

// Default returns the issues that are shipped.
func Default() (*Set, error) {
	return Load(nil, File{Name: "issues.toml", Data: shipped})
}

// Load returns a set of the issues of base, which may be nil, and of the files. Of two
// entries with one id the later one counts, whole, and one without phrases takes the
// issue out. An error names the file and line and is [readout.ErrInvalid].
func Load(base *Set, files ...File) (*Set, error) {
	s := &Set{}
	sum := sha256.New()
	if base != nil {
		s.entries, s.ignore = slices.Clone(base.entries), slices.Clone(base.ignore)
		sum.Write(base.digest)
	}
	for i := range files {
		sum.Write(files[i].Data)
		if err := s.read(&files[i]); err != nil {
			return nil, err
		}
	}
	s.digest = sum.Sum(nil)
	s.index = newIndex()
	for _, e := range s.entries {
		n := len(s.issues)
		for _, l := range e.lists() {
			for _, text := range l.patterns {
				p, err := parse(text)
				if err != nil {
					return nil, err // read has parsed it before
				}
				s.index.add(p, n, l.role)
			}
		}
		s.issues = append(s.issues, Issue{ID: e.ID, Name: e.Name, Note: e.Note, Phrases: len(e.Phrases) + len(e.Weak), Source: e.source})
	}
	for _, text := range s.ignore {
		p, err := parse(text)
		if err != nil {
			return nil, err
		}
		s.index.add(p, everything, ignored)
	}
	return s, nil
}

// read adds a file.
func (s *Set) read(src *File) error {
	f, err := decode(src)
	if err != nil {
		return err
	}
	seen := make(map[string]bool)
	for _, e := range f.Issues {
		if err := e.check(src); err != nil {
			return err
		}
		if seen[e.ID] {
			return src.mistake(e.ID, e.ID, "duplicate id: want each id once in a file")
		}
		seen[e.ID] = true
		e.source = src.Name
		s.set(e)
	}
	for _, text := range f.Ignore {
		if _, err := parse(text); err != nil {
			return src.mistake("", text, err.Error())
		}
	}
	s.ignore = append(s.ignore, f.Ignore...)
	n := len(s.ignore)
	for _, e := range s.entries {
		n += len(e.Phrases) + len(e.Weak) + len(e.Near) + len(e.Not)
	}
	if n > maxPatterns {
		return src.mistake("", "", fmt.Sprintf("%d patterns are more than the %d that the files may have", n, maxPatterns))
	}
	return nil
}

// set puts an entry in the place of the one with its id, or at the end.
func (s *Set) set(e entry) {
	i := slices.IndexFunc(s.entries, func(o entry) bool { return o.ID == e.ID })
	switch out := len(e.Phrases)+len(e.Weak) == 0; {
	case i < 0 && !out:
		s.entries = append(s.entries, e)
	case i >= 0 && out:
		s.entries = slices.Delete(s.entries, i, i+1)
	case i >= 0:
		s.entries[i] = e
	}
}

// A roleList is the patterns of an entry that do one thing.
type roleList struct {
	role     role
	patterns []string
}

func (e *entry) lists() []roleList {
	return []roleList{{strong, e.Phrases}, {weak, e.Weak}, {near, e.Near}, {not, e.Not}}
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (e *entry) check(src *File) error {
	if !idForm.MatchString(e.ID) {
		return src.mistake(e.ID, e.ID, fmt.Sprintf("bad id %q: want small letters, digits and single hyphens, such as \"press-freedom\"", e.ID))
	}
	if strings.TrimSpace(e.Name) == "" {
		return src.mistake(e.ID, e.ID, "empty name: want the name that is shown")
	}
	for _, l := range e.lists() {
		for _, text := range l.patterns {
			if _, err := parse(text); err != nil {
				return src.mistake(e.ID, text, err.Error())
			}
		}
	}
	if len(e.Weak) > 0 && len(e.Near) == 0 && len(e.Phrases) == 0 {
		return src.mistake(e.ID, e.ID, "weak phrases count beside near ones: want near or phrases")
	}
	return nil
}

func decode(src *File) (*file, error) {
	if len(src.Data) > maxFile {
		return nil, src.mistake("", "", fmt.Sprintf("%d bytes are more than the %d that an issue file may have", len(src.Data), maxFile))
	}
	var f file
	err := toml.NewDecoder(bytes.NewReader(src.Data)).DisallowUnknownFields().Decode(&f)
	var missing *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case err == nil:
		return &f, nil
	case errors.As(err, &missing) && len(missing.Errors) > 0:
		bad = &missing.Errors[0]
		line, column := bad.Position()
		return nil, mistake(fmt.Sprintf("%s:%d:%d: unknown key %q; docs/issues.md lists the keys", src.Name, line, column, strings.Join(bad.Key(), ".")))
	case errors.As(err, &bad):
		line, column := bad.Position()
		return nil, mistake(fmt.Sprintf("%s:%d:%d: %s", src.Name, line, column, strings.TrimPrefix(bad.Error(), "toml: ")))
	}
	return nil, mistake(fmt.Sprintf("%s: %v", src.Name, err))
}

// mistake returns an error about what stands in the entry of id, with its line. The file is
// searched only when there is something to complain about.
func (src *File) mistake(id, what, message string) error {
	at := max(0, bytes.Index(src.Data, []byte(`"`+id+`"`)))
	if i := bytes.Index(src.Data[at:], []byte(`"`+what+`"`)); what != "" && i >= 0 {
		at += i
	}
	line := 1 + bytes.Count(src.Data[:at], []byte("\n"))
	return mistake(fmt.Sprintf("%s:%d: %s", src.Name, line, message))
}

// A mistake is an error in an issue file, with its place.
type mistake string

func (m mistake) Error() string { return string(m) }

// Unwrap makes every mistake a [readout.ErrInvalid].
func (mistake) Unwrap() error { return readout.ErrInvalid }
