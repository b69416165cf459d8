package watch

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"readout/internal/store"
)

// An Outline is a feed of an OPML file.
type Outline struct {
	URL    string
	Title  string
	Site   string
	Folder string // the titles of the outlines that it stands in, with "/" between
}

// Bounds on an OPML file.
const (
	maxOutlines = 20_000
	maxOPML     = 16 << 20 // bytes
	maxFolders  = 20       // deep
)

// ReadOPML reads the feeds that an OPML file lists. Outlines without an address are folders.
func ReadOPML(b []byte) ([]Outline, error) {
	if len(b) > maxOPML {
		return nil, fmt.Errorf("is larger than %d MiB", maxOPML>>20)
	}
	if root := rootOf(b); root != "opml" {
		return nil, errors.New("is no OPML file: those begin with <opml>")
	}
	dec := xml.NewDecoder(bytes.NewReader(b))
	dec.Strict, dec.Entity, dec.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	var out []Outline
	var folders []string // "" for an outline that is a feed
	for len(out) < maxOutlines {
		t, err := dec.RawToken()
		if errors.Is(err, io.EOF) && bytes.Contains(bytes.ToLower(b[max(0, len(b)-256):]), []byte("</opml")) {
			return out, nil
		}
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return out, fmt.Errorf("breaks off after %d feeds: %w", len(out), err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if !strings.EqualFold(t.Name.Local, "outline") {
				continue
			}
			o := outline(t.Attr)
			name := ""
			if o.URL == "" {
				name = strings.ReplaceAll(o.Title, "/", " ")
			} else {
				o.Folder = strings.Join(nonEmpty(folders), "/")
				out = append(out, o)
			}
			folders = append(folders, name)
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "outline") && len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
		}
	}
	return out, nil
}

func nonEmpty(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" && len(out) < maxFolders {
			out = append(out, s)
		}
	}
	return out
}

func outline(attrs []xml.Attr) Outline {
	var o Outline
	var text string
	for _, a := range attrs {
		v := clip(strings.Join(strings.Fields(a.Value), " "), maxURL)
		switch strings.ToLower(a.Name.Local) {
		case "xmlurl":
			if strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "https://") {
				o.URL = v
			} else if rest, ok := strings.CutPrefix(v, "feed://"); ok {
				o.URL = "http://" + rest
			}
		case "htmlurl":
			o.Site = v
		case "title":
			o.Title = clip(v, maxTitle)
		case "text":
			text = clip(v, maxTitle)
		}
	}
	o.Title = cmp.Or(o.Title, text)
	return o
}

// The elements of an OPML file.
type (
	opmlFile struct {
		XMLName xml.Name   `xml:"opml"`
		Version string     `xml:"version,attr"`
		Title   string     `xml:"head>title"`
		Body    []*opmlRow `xml:"body>outline"`
	}
	opmlRow struct {
		Text  string     `xml:"text,attr"`
		Title string     `xml:"title,attr,omitempty"`
		Type  string     `xml:"type,attr,omitempty"`
		URL   string     `xml:"xmlUrl,attr,omitempty"`
		Site  string     `xml:"htmlUrl,attr,omitempty"`
		Kind  string     `xml:"category,attr,omitempty"`
		Rows  []*opmlRow `xml:"outline"`
	}
)

// WriteOPML writes sources as an OPML file, in their folders. What a sitemap index lists is
// left out: whoever reads the file finds it there.
func WriteOPML(w io.Writer, title string, sources []store.Source) error {
	file := opmlFile{Version: "2.0", Title: printable(title)}
	folders := map[string]*opmlRow{}
	for i := range sources {
		s := &sources[i]
		if s.Parent != "" {
			continue
		}
		row := &opmlRow{Text: printable(cmp.Or(s.Title, s.URL)), Title: printable(s.Title), Type: "rss", URL: printable(s.URL), Site: printable(s.Site)}
		if s.Kind != store.FeedSource && s.Kind != "" {
			row.Kind = s.Kind
		}
		into := &file.Body
		var path strings.Builder // of the folders so far
		for _, name := range nonEmpty(strings.Split(printable(s.Folder), "/")) {
			path.WriteString("/" + name)
			f := folders[path.String()]
			if f == nil {
				f = &opmlRow{Text: name}
				folders[path.String()] = f
				*into = append(*into, f)
			}
			into = &f.Rows
		}
		*into = append(*into, row)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(file); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// printable drops what XML cannot hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
