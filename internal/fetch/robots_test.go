package fetch

import (
	"strings"
	"testing"
	"time"
)

func TestRobots_Allows(t *testing.T) {
	tests := []struct {
		name, robots string
		allowed      []string
		forbidden    []string
	}{
		{"empty", "", []string{"/", "/a"}, nil},
		{"all", "User-agent: *\nDisallow: /", []string{"/robots.txt"}, []string{"/", "/a", ""}},
		{"nothing forbidden", "User-agent: *\nDisallow:", []string{"/"}, nil},
		{"longest match", "User-agent: *\nDisallow: /news\nAllow: /news/open", []string{"/", "/new", "/news/open/a"}, []string{"/news", "/news/closed", "/newspaper"}},
		{"of two equal ones the one that permits", "User-agent: *\nDisallow: /a\nAllow: /a", []string{"/a"}, nil},
		{"wildcards", "User-agent: *\nDisallow: /*.php$\nDisallow: /*?print=\nDisallow: /a*b*c", []string{"/x.php?y", "/a/b", "/acb"}, []string{"/x.php", "/d/x.php", "/n?print=1", "/a1b2c3"}},
		{"the end of the path", "User-agent: *\nAllow: /$\nDisallow: /", []string{"/"}, []string{"/a"}},
		{"our own group", "User-agent: *\nDisallow: /\n\nUser-agent: ReadOut/2.0\nDisallow: /private", []string{"/a"}, []string{"/private"}},
		{"a group of several", "User-agent: other\nUser-agent: readout\nDisallow: /a\nUser-agent: third\nDisallow: /", []string{"/b"}, []string{"/a"}},
		{"groups of one name are one", "user-agent: readout\ndisallow: /a\nuser-agent: other\ndisallow: /c\nuser-agent: readout\ndisallow: /b", []string{"/c"}, []string{"/a", "/b"}},
		{"another's name that begins like ours", "User-agent: readout-pro\nDisallow: /", []string{"/a"}, nil},
		{"percent-encoding", "User-agent: *\nDisallow: /caf%C3%A9\nDisallow: /b%7Ec", []string{"/cafe"}, []string{"/café", "/caf%c3%a9/x", "/b~c"}},
		{"comments, case, spaces, a mark at the front", "\xef\xbb\xbfUSER-AGENT : * # all\r\n DISALLOW : /a # here\r\n", []string{"/b"}, []string{"/a"}},
		{"lines that are none", "<html>\nDisallow: /\nUser-agent: *\nfoo: bar\nDisallow /x\nDisallow: /a", []string{"/x", "/"}, []string{"/a"}},
		{"a group goes on behind a sitemap", "User-agent: *\nSitemap: https://outlet.example/s.xml\nDisallow: /a", nil, []string{"/a"}},
		{"too long a file", "User-agent: *\n" + strings.Repeat("#", maxRobots) + "\nDisallow: /", []string{"/a"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := ParseRobots([]byte(tt.robots), Token)
			for _, path := range tt.allowed {
				if !r.Allows(path) {
					t.Errorf("%s is forbidden", path)
				}
			}
			for _, path := range tt.forbidden {
				if r.Allows(path) {
					t.Errorf("%s is allowed", path)
				}
			}
		})
	}
}

func TestParseRobots_delay(t *testing.T) {
	for in, want := range map[string]time.Duration{"10": 10 * time.Second, "0.5": 500 * time.Millisecond, "86400": maxDelay, "-1": 0, "NaN": 0, "Inf": maxDelay, "soon": 0} {
		r := ParseRobots([]byte("User-agent: *\nCrawl-delay: "+in+"\nSitemap: https://outlet.example/map.xml"), Token)
		if r.Delay != want || len(r.Sitemaps) != 1 {
			t.Errorf("%s: %s, %v; want %s", in, r.Delay, r.Sitemaps, want)
		}
	}
}

func FuzzParseRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /a*b$\nAllow: /\n"), "/a%20b")
	f.Fuzz(func(t *testing.T, b []byte, path string) {
		r := ParseRobots(b, Token)
		if !r.Allows("/robots.txt") || r.Delay < 0 || r.Delay > maxDelay {
			t.Errorf("%+v", r)
		}
		r.Allows(path)
		if again := normal(normal(path)); again != normal(path) {
			t.Errorf("%q is %q, and then %q", path, normal(path), again)
		}
	})
}
