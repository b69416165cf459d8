package web

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"path"
	"strings"
)

//go:embed templates/*.html
var sources embed.FS

// templates are the pages by name, each with the layout and the shared parts.
type templates map[string]*template.Template

// newTemplates reads all of them. A file whose name begins with an underscore holds parts
// that every page may use.
func newTemplates(s *Server) (templates, error) {
	shared, err := template.New("").Funcs(s.funcs()).ParseFS(sources, "templates/_*.html")
	if err != nil {
		return nil, err
	}
	entries, err := sources.ReadDir("templates")
	if err != nil {
		return nil, err
	}
	all := make(templates)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "_") {
			continue
		}
		base, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(e.Name(), path.Ext(e.Name()))
		if all[name], err = base.ParseFS(sources, "templates/"+e.Name()); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// execute writes one part of a page: "layout" is all of it, "main" what is inside.
func (t templates) execute(w io.Writer, name, part string, f frame) error {
	page, ok := t[name]
	if !ok {
		return fmt.Errorf("web: no template %q", name)
	}
	return page.ExecuteTemplate(w, part, f)
}
