package source

import (
	"errors"
	"fmt"
	"io"
	"os"

	"readout"
	"readout/article"
	"readout/internal/mediawiki"
)

// isDump reports whether a file begins like a dump of a wiki.
func isDump(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	in, err := unpack(path, f)
	if err != nil {
		return false
	}
	defer in.Close()
	head := make([]byte, 4<<10)
	n, _ := io.ReadFull(in, head) // what there is
	return mediawiki.Is(head[:n])
}

// isWiki reports whether a file is to be read as a dump of a wiki.
func (w *walker) isWiki(path string) bool {
	return w.opt.As == "mediawiki" || w.auto() && ext(path) == ".xml" && isDump(path)
}

// dump yields the articles of a wiki's dump.
func (w *walker) dump(path string, f *os.File) bool {
	size := int64(0)
	if info, err := f.Stat(); err == nil {
		size = info.Size()
	}
	defer func() { w.read += size }()
	in, err := unpack(path, f)
	if err != nil {
		return w.yield(Page{Path: path}, err)
	}
	defer in.Close()
	return w.articles(path, in, func() int64 {
		at, _ := f.Seek(0, io.SeekCurrent) // 0 where it cannot tell
		return at
	})
}

// articles yields the articles of a dump that was unpacked; at is how far its file was
// read, or nil.
func (w *walker) articles(name string, r io.Reader, at func() int64) bool {
	in := mediawiki.NewReader(r, MaxPage)
	for w.ctx.Err() == nil {
		p, err := in.Next()
		var long *mediawiki.TooLong
		switch {
		case err == io.EOF:
			return true
		case errors.As(err, &long):
			if !w.yield(Page{Path: name}, fmt.Errorf("%s: %w", name, err)) {
				return false
			}
			continue
		case err != nil:
			return w.ctx.Err() == nil && w.yield(Page{Path: name}, explain(name, err))
		}
		if kind := notArticle(&p); kind != "" {
			if w.opt.OnPass != nil {
				w.opt.OnPass(kind)
			}
			continue
		}
		page := Page{ID: p.ID, Path: name + "#" + p.ID, URL: p.URL, Bytes: []byte(mediawiki.Plain(p.Text)),
			MediaType: "text/plain", Form: article.Body, Headline: p.Title, Captured: dayIn(p.Timestamp)}
		if at != nil {
			page.Mark = &Mark{Read: w.read + at()}
		}
		if !w.yield(page, nil) {
			return false
		}
	}
	return false
}

// notArticle says what a page of a wiki is if no article.
func notArticle(p *mediawiki.Page) string {
	switch {
	case p.Namespace != 0:
		return "wiki page that is no article"
	case p.Redirect:
		return "redirect of a wiki"
	}
	return ""
}

// dayIn is the day that a time in RFC 3339 begins with, or "".
func dayIn(t string) readout.Day {
	if day := readout.Day(t[:min(len(t), len("2006-01-02"))]); day.Valid() {
		return day
	}
	return ""
}
