package source

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"readout"
	"readout/article"
	"readout/internal/warc"
)

// An Archive is a file of many pages and a place in it.
type Archive struct {
	Name  string // the file, as it was named
	Size  int64  // bytes
	Head  string // digest of its first bytes, by which another file of that name is told
	Place warc.Place
}

// A Mark says how far an archive has been read with a page.
type Mark struct {
	Archive       // reading goes on at its place; without a name, it is read anew
	Read    int64 // bytes of all archives of the walk so far
}

// headSize is how much of an archive tells it from others of its name.
const headSize = 64 << 10

// headOf is the digest of the first n bytes of a file: n, a colon, and their SHA-256.
func headOf(f io.ReaderAt, n int64) (string, error) {
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(f, 0, n)); err != nil {
		return "", err
	}
	return fmt.Sprintf("%d:%s", n, hex.EncodeToString(sum.Sum(nil))), nil
}

// isArchive reports whether a file has the name of a WARC file.
func (w *walker) isArchive(path string) bool {
	return w.opt.As == "warc" || w.auto() && ext(path) == ".warc"
}

// archive yields the pages of a WARC file, from where it was left.
func (w *walker) archive(path string, f *os.File) bool {
	info, err := f.Stat()
	if err != nil {
		return w.yield(Page{Path: path}, explain(path, err))
	}
	defer func() { w.read += info.Size() }()
	a := &archive{w: w, at: Archive{Name: path, Size: info.Size()}}
	var from io.Reader = f
	if strings.HasSuffix(path, ".zst") {
		z, err := unpack(path, f)
		if err != nil {
			return w.yield(Page{Path: path}, err)
		}
		defer z.Close()
		from, a.packed = z, true
	}
	a.in = warc.NewReader(from, warc.Limits{Payload: MaxPage})
	if w.opt.Resume != nil && info.Mode().IsRegular() {
		goOn, err := a.resume(f)
		if err != nil {
			return w.yield(Page{Path: path}, explain(path, err))
		}
		if !goOn {
			return true
		}
	}
	return a.pages()
}

// archive is a WARC file on its way.
type archive struct {
	w      *walker
	in     *warc.Reader
	at     Archive
	packed bool // as a whole, and not by gzip: places are in what it unpacks to
	passed int  // records since the last page
}

// resume goes to where the file was left, if it is the same one, and reports whether there
// is more of it.
func (a *archive) resume(f *os.File) (bool, error) {
	had, err := a.w.opt.Resume(a.w.ctx, a.at.Name)
	if err != nil {
		return false, err
	}
	n, _, _ := strings.Cut(had.Head, ":")
	if size, err := strconv.ParseInt(n, 10, 64); err == nil && size <= a.at.Size {
		head, err := headOf(f, size)
		if err != nil {
			return false, err
		}
		if head == had.Head && had.Size <= a.at.Size {
			return a.goOn(had)
		}
	}
	a.at.Head, err = headOf(f, min(a.at.Size, headSize))
	return true, err
}

func (a *archive) goOn(had Archive) (bool, error) {
	a.at.Head = had.Head
	if had.Place == (warc.Place{}) {
		return true, nil
	}
	if had.Place.Skip == 0 && had.Place.Offset == a.at.Size && !a.packed {
		a.note("was read to its end before")
		return false, nil
	}
	a.note("goes on at byte " + had.Place.String())
	return true, a.in.SkipTo(had.Place)
}

func (a *archive) note(what string) {
	if a.w.opt.OnNote != nil {
		a.w.opt.OnNote(a.at.Name + ": " + what)
	}
}

// markEvery is after how many records without a page it is told how far reading came.
const markEvery = 512

// pages yields the pages that are left.
func (a *archive) pages() bool {
	for a.w.ctx.Err() == nil {
		page, kind, err := a.next()
		var bad *warc.BadRecord
		switch {
		case err == io.EOF:
			return a.mark()
		case err != nil && !errors.As(err, &bad):
			return a.w.yield(Page{Path: a.at.Name}, explain(a.at.Name, err))
		case err == nil && kind != "":
			if !a.pass(kind) {
				return false
			}
			continue
		case err != nil:
			page, err = Page{Path: a.at.Name}, fmt.Errorf("%s: %w", a.at.Name, err)
		}
		page.Mark, a.passed = a.here(), 0
		if !a.w.yield(page, err) {
			return false
		}
	}
	return false
}

// pass counts a record that holds no page.
func (a *archive) pass(kind string) bool {
	if a.w.opt.OnPass != nil {
		a.w.opt.OnPass(kind)
	}
	if a.passed++; a.passed < markEvery {
		return true
	}
	return a.mark()
}

// mark yields how far reading came, without a page.
func (a *archive) mark() bool {
	a.passed = 0
	return a.w.opt.Resume == nil || a.w.yield(Page{Path: a.at.Name, Passed: true, Mark: a.here()}, nil)
}

func (a *archive) here() *Mark {
	m := &Mark{Archive: a.at, Read: a.w.read + min(a.in.Offset(), a.at.Size)}
	if m.Place = a.in.Place(); m.Head == "" {
		m.Name = "" // not a file that could be gone on with
	}
	return m
}

// next returns the next record's page, or what it holds in its place.
func (a *archive) next() (page Page, kind string, err error) {
	rec, err := a.in.Next()
	if err != nil {
		return page, "", err
	}
	page, kind, err = a.page(rec)
	if done := rec.Finish(); err == nil {
		err = done
	}
	return page, kind, err
}

func (a *archive) page(rec *warc.Record) (page Page, kind string, err error) {
	page = Page{Path: a.at.Name + "#" + rec.Place.String(), Form: article.Auto, Digest: rec.PayloadDigest(), Captured: dayOf(rec)}
	if t := rec.Target(); isAddress(t) {
		page.URL = t
	}
	switch rec.Type {
	case warc.ResponseType:
		kind, err = response(rec, &page)
	case warc.Revisit:
		if kind, err = revisit(rec); kind == "" {
			page.Revisit = true
		}
		if page.Revisit && (a.w.opt.Resume == nil || page.Digest == "") {
			kind = "revisit"
		}
	case warc.Resource, warc.Conversion:
		if kind = kindOf(rec.ContentType()); kind == "" {
			given(rec, &page)
			page.MediaType = rec.ContentType()
			page.Bytes, err = rec.Bytes()
		}
	default:
		kind = rec.Type
	}
	return page, kind, err
}

// dayOf is the day of a record's capture, "" where it does not name one.
func dayOf(rec *warc.Record) readout.Day {
	if rec.Fields.Get(FieldCaptured) != "" {
		return ""
	}
	return dayIn(rec.Date())
}

// The fields that records written by this program have besides those of the standard: what
// a page's source said of it.
const (
	FieldCaptured  = "Readout-Captured" // "unknown": the record's date is that of writing
	FieldForm      = "Readout-Form"
	FieldHeadline  = "Readout-Headline"
	FieldPublished = "Readout-Published"
)

func given(rec *warc.Record, page *Page) {
	switch form := article.Form(rec.Fields.Get(FieldForm)); form {
	case article.HTML, article.Plain, article.Body:
		page.Form = form
	}
	page.Headline = rec.Fields.Get(FieldHeadline)
	if p := rec.Fields.Get(FieldPublished); validPublished(p) {
		page.Published = p
	}
}

// response reads what a server answered, unless it says that it is no page.
func response(rec *warc.Record, page *Page) (kind string, err error) {
	if media := baseType(rec.ContentType()); media != "" && media != "application/http" {
		return "not HTTP", nil
	}
	r, err := rec.Response()
	if err != nil {
		return "", err
	}
	if kind := answered(r, rec.Target()); kind != "" {
		return kind, nil
	}
	page.MediaType = r.Fields.Get("Content-Type")
	if page.Bytes, err = r.Payload(); err != nil {
		return "", err
	}
	if len(page.Bytes) == 0 {
		return "empty", nil
	}
	if page.MediaType == "" {
		return kindOf(http.DetectContentType(page.Bytes)), nil
	}
	return "", nil
}

// revisit looks at what an archive kept of an answer that it had before.
func revisit(rec *warc.Record) (kind string, err error) {
	if rec.Length == 0 {
		return "", nil
	}
	r, err := rec.Response()
	if err != nil {
		return "", err
	}
	if r.Status == http.StatusNotModified {
		return "", nil
	}
	return answered(r, rec.Target()), nil
}

// answered says what an answer is if not a page.
func answered(r *warc.Response, target string) string {
	switch {
	case r.Status >= 300 && r.Status < 400:
		return "redirect"
	case r.Status >= 400:
		return fmt.Sprintf("%dxx answer", r.Status/100)
	case r.Status != http.StatusOK:
		return fmt.Sprintf("%d answer", r.Status)
	}
	if u, err := url.Parse(target); err == nil && u.Path == "/robots.txt" {
		return "robots.txt"
	}
	return kindOf(r.Fields.Get("Content-Type"))
}

// kindOf says what a type of content is if not a page; of one that is not given it is not
// known yet.
func kindOf(contentType string) string {
	media := baseType(contentType)
	switch media {
	case "", "text/html", "application/xhtml+xml", "text/plain":
		return ""
	case "text/css":
		return "style sheet"
	case "application/pdf":
		return "PDF"
	case "application/javascript", "application/x-javascript", "text/javascript":
		return "script"
	case "application/json", "application/ld+json":
		return "JSON"
	case "text/xml", "application/xml", "application/rss+xml", "application/atom+xml":
		return "XML"
	}
	switch class, _, _ := strings.Cut(media, "/"); class {
	case "image", "video", "audio", "font":
		return class
	}
	return "other content"
}

// baseType is a content type without its parameters, in lower case.
func baseType(contentType string) string {
	media, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(media))
}

// Resumer tells how far an archive has been read before: the zero Archive where it has not.
type Resumer func(ctx context.Context, name string) (Archive, error)
