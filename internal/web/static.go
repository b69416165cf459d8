package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed static
var files embed.FS

// static serves the program's own files. An address holds the hash of what it names, so a
// browser never asks twice.
type static struct {
	byPath map[string][]byte // address to content
	byName map[string]string // name to address
}

// newStatic takes in the fonts as they are, and all of css/ and of js/ as one file each, in
// the order of their names.
func newStatic() *static {
	s := &static{byPath: make(map[string][]byte), byName: make(map[string]string)}
	for _, f := range glob("static/fonts/*.woff2") {
		s.add(path.Base(f), read(f))
	}
	css := joined("static/css/*.css")
	for name, address := range s.byName {
		css = bytes.ReplaceAll(css, []byte("url("+name+")"), []byte("url("+address+")"))
	}
	s.add("app.css", css)
	s.add("app.js", joined("static/js/*.js"))
	s.add("icon.svg", read("static/icon.svg"))
	return s
}

func (s *static) add(name string, content []byte) {
	address := fmt.Sprintf("/static/%x/%s", sha256.Sum256(content), name)
	address = strings.Replace(address, address[len("/static/")+12:strings.LastIndexByte(address, '/')], "", 1)
	s.byPath[address], s.byName[name] = content, address
}

func (s *static) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	content, ok := s.byPath[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

func joined(pattern string) []byte {
	var b bytes.Buffer
	for _, f := range glob(pattern) {
		b.Write(read(f))
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// glob and read look among embedded files: a pattern or a name that is wrong is a bug.
func glob(pattern string) []string {
	list, err := fs.Glob(files, pattern)
	if err != nil || len(list) == 0 {
		panic("web: no files " + pattern)
	}
	return list
}

func read(name string) []byte {
	content, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return content
}
