package watch

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"readout"
	"readout/internal/store"
)

// Add adds a source to a record, to be asked at once, unless it is followed already. An
// address without a scheme is one of https.
func Add(ctx context.Context, s *store.Store, o Outline, now time.Time) (store.Source, bool, error) {
	address, err := Address(o.URL)
	if err != nil {
		return store.Source{}, false, err
	}
	src := store.Source{ID: SourceID(address), URL: address, Title: o.Title, Site: o.Site, Folder: o.Folder, Added: stamp(now), Due: stamp(now), Every: int64(firstEvery / time.Second)}
	added, err := s.AddSource(ctx, &src)
	if err != nil || added {
		return src, added, err
	}
	src, err = s.Source(ctx, address)
	return src, false, err
}

// Address makes an address of the web of what a person gives as one.
func Address(s string) (string, error) {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, "feed:"); ok {
		s = strings.TrimPrefix(rest, "//")
	}
	if !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || len(s) > maxURL || strings.ContainsAny(s, " \t\r\n") {
		return "", fmt.Errorf("%q: not a web address: %w", clip(s, 200), readout.ErrInvalid)
	}
	u.Fragment, u.Host = "", strings.ToLower(u.Host)
	return u.String(), nil
}
