package article

import (
	"net/url"
	"strings"
)

// resolve returns the absolute address of a link on the page, or "" where it leads
// nowhere else: fragments, scripts, mail addresses.
func (p *page) resolve(href string) string {
	href = strings.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") || len(href) > maxMetaValue {
		return ""
	}
	u, err := url.Parse(href)
	if err != nil {
		return ""
	}
	if base, err := url.Parse(p.in.URL); err == nil && base.IsAbs() {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}
