package source

import (
	"net/url"
	"strings"
)

// tracking are parameters that say where a reader came from, not what is read.
var tracking = [...]string{"fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "_ga", "wt_mc", "cmpid", "ocid"}

// Plain returns the plain form of an address, by which two captures of one article are told
// to be such: https for http, the host in lower case, without a fragment and without what
// only tells where a reader came from.
func Plain(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return address
	}
	host := strings.ToLower(u.Host)
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":443"), ":80")
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	var query []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !tracks(strings.ToLower(name)) {
			query = append(query, part)
		}
	}
	out := "https://" + host + path
	if len(query) > 0 {
		out += "?" + strings.Join(query, "&")
	}
	return out
}

func tracks(name string) bool {
	if strings.HasPrefix(name, "utm_") {
		return true
	}
	for _, t := range tracking {
		if name == t {
			return true
		}
	}
	return false
}
