package watch

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"readout/internal/store"
)

// maxSitemap bounds a sitemap, unpacked, in bytes, as its protocol does.
const maxSitemap = 50 << 20

// readSitemap reads a sitemap or an index of sitemaps, with the extension for news. One that
// breaks off is read as far as it came.
func readSitemap(body []byte) (*Listing, error) {
	out := &Listing{Kind: store.SitemapSource}
	dec := xml.NewDecoder(bytes.NewReader(body))
	dec.Strict, dec.Entity, dec.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	r := sitemapReader{dec: dec, out: out}
	err := r.read()
	if err != nil && len(out.Items)+len(out.Children) == 0 {
		return nil, err
	}
	if err != nil {
		out.Note = cutNote(errors.New("the sitemap breaks off"), len(out.Items)+len(out.Children))
	}
	return out, nil
}

type sitemapReader struct {
	dec   *xml.Decoder
	out   *Listing
	field string // the element that text belongs to, "" for none
	depth int    // of elements
	text  strings.Builder
	item  Item
	inURL bool
	inMap bool
}

func (r *sitemapReader) read() error {
	for {
		t, err := r.dec.RawToken()
		if errors.Is(err, io.EOF) {
			if r.depth > 0 {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			r.depth++
			r.start(t.Name)
		case xml.EndElement:
			r.depth--
			r.end(t.Name)
		case xml.CharData:
			if r.field != "" && r.text.Len() < maxURL {
				r.text.Write(t[:min(len(t), maxURL)])
			}
		}
	}
}

func (r *sitemapReader) start(name xml.Name) {
	r.field = ""
	switch name.Local {
	case "url":
		r.item, r.inURL = Item{}, true
	case "sitemap":
		r.item, r.inMap = Item{}, true
	case "loc", "lastmod":
		if name.Space == "" || name.Space == "sm" { // image:loc is that of a picture
			r.field = name.Local
		}
	case "publication_date", "title":
		if name.Space != "" && name.Space != "image" && name.Space != "video" {
			r.field = name.Local
		}
	}
	r.text.Reset()
}

func (r *sitemapReader) end(name xml.Name) {
	text := strings.TrimSpace(r.text.String())
	switch {
	case r.field != "" && r.field == name.Local:
		switch r.field {
		case "loc":
			r.item.URL = text
		case "lastmod":
			r.item.Changed = text
		case "publication_date":
			r.item.Told = text
		case "title":
			r.item.Title = text
		}
	case name.Local == "url" && r.inURL:
		r.inURL = false
		r.out.add(r.item.URL, r.item, maxEntries)
	case name.Local == "sitemap" && r.inMap:
		r.inMap = false
		if u := r.item.URL; len(r.out.Children) < maxChildren && len(u) <= maxURL && strings.HasPrefix(u, "http") {
			r.out.Children = append(r.out.Children, Child{URL: u, Changed: clip(r.item.Changed, maxDate)})
		}
	}
	r.field = ""
}
