package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"readout"
	"readout/internal/desk"
	"readout/internal/nn"
	"readout/internal/store"
	"readout/models/en"
)

// What the doctor warns of.
const (
	lowDisk   = 2 << 30 // bytes
	noDisk    = 200 << 20
	longLog   = 512 << 20 // bytes of a write-ahead log that is not put back
	oldActors = 180       // days
)

// program says which program and which model this is.
func (d *doctor) program() {
	d.ok("program", "%s", versionText())
	language, err := en.Load()
	if err != nil {
		d.err("model", err, "The program's file is damaged: install it again.")
		return
	}
	finder, err := en.LoadAttribution()
	if err != nil {
		d.err("model", err, "The program's file is damaged: install it again.")
		return
	}
	sums := en.Checksums()
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(sums)) {
		parts = append(parts, name+" sha256:"+sums[name][:16])
	}
	d.ok("model", "%s, %s; %s", language.Version(), finder.Version(), strings.Join(parts, ", "))
}

// machine looks at processor, clock and the folder of temporary files.
func (d *doctor) machine() {
	if kernel := nn.Kernel(); kernel != "" {
		d.ok("processor", "%s/%s, %d at once, %s used", runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), kernel)
	} else {
		d.note(warning, "processor", fmt.Sprintf("%s/%s: no vector instructions are used", runtime.GOOS, runtime.GOARCH),
			"Pages are read several times slower. A processor with AVX2 or NEON, and a program built without the tag purego, is quicker.")
	}
	d.clock()
	if err := tempFolder(os.TempDir()); err != nil {
		d.note(failing, "temp", fmt.Sprintf("%s cannot be written: %v", os.TempDir(), err), "Set TMPDIR to a folder that this user may write to.")
	} else {
		d.ok("temp", "%s can be written", os.TempDir())
	}
}

// clock looks whether the clock is behind the program's own making.
func (d *doctor) clock() {
	now, built := d.now().UTC(), time.Time{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.time" {
				built, _ = time.Parse(time.RFC3339, s.Value)
			}
		}
	}
	if now.Before(built) || now.Year() < 2026 {
		d.note(failing, "clock", "it is said to be "+now.Format(time.RFC3339)+", before this program was made", "Set the clock: when pages came in, sessions and leases are told by it.")
		return
	}
	d.ok("clock", "%s", now.Format(time.RFC3339))
}

// record looks at the record, and returns the kit that its pages were read with.
func (d *doctor) record(ctx context.Context, flags recordFlags, thorough bool) *desk.Kit {
	record, err := store.Open(ctx, flags.DB, store.Options{ReadOnly: true})
	if errors.Is(err, readout.ErrNotFound) {
		d.note(warning, "record", err.Error(), "Make one with readout ingest, or name another with --db.")
		return d.env.Kit
	}
	if err != nil {
		d.err("record", advise(err), "")
		return d.env.Kit
	}
	defer record.Close()
	h, err := record.Condition(ctx, thorough)
	if err != nil {
		d.err("record", advise(err), "")
		return d.env.Kit
	}
	d.ok("record", "%s: %s, form %d, %s", record.Path(), h.Database, h.Form, inBytes(h.Bytes))
	d.file(&h, thorough)
	kit, err := d.env.Kit.Of(ctx, record)
	if err != nil {
		d.err("record", advise(err), "")
		return d.env.Kit
	}
	if err := d.contents(ctx, record, kit); err != nil {
		d.err("contents", advise(err), "")
	}
	return kit
}

// inBytes words a number of bytes.
func inBytes(n int64) string { return humanize.IBytes(uint64(max(n, 0))) }

// file looks at the file of a record and the disk that it lies on.
func (d *doctor) file(h *store.Condition, thorough bool) {
	if h.File == "" {
		return
	}
	switch {
	case len(h.Damage) > 0:
		d.note(failing, "damage", strings.Join(h.Damage, "; "), "Restore the record from a backup (docs/operating.md), or move it away and run readout ingest again on the same pages.")
	case thorough:
		d.ok("damage", "none: the file was read through")
	}
	if h.Log > longLog {
		d.note(warning, "log", inBytes(h.Log)+" in the write-ahead log", "A program has been reading for very long: end it, and the next one that writes puts the log back.")
	} else {
		d.ok("log", "%s in the write-ahead log", inBytes(h.Log))
	}
	dir := filepath.Dir(h.File)
	free, known := freeBytes(dir)
	switch left := inBytes(free) + " free beside the record"; {
	case !known:
	case free < noDisk:
		d.note(failing, "disk", left, "Make room: soon nothing can be written.")
	case free < lowDisk || free < h.Bytes/10:
		d.note(warning, "disk", left, "Make room before the next ingest; a backup needs as much as the record.")
	default:
		d.ok("disk", "%s", left)
	}
	if err := tempFolder(dir); err != nil {
		d.note(warning, "folder", fmt.Sprintf("%s cannot be written: %v", dir, err), "The record can be read only; let this user write to its folder.")
	}
}

// contents looks at what the record holds and what is to be done.
func (d *doctor) contents(ctx context.Context, record *store.Store, kit *desk.Kit) error {
	sums, err := record.Sums(ctx)
	if err != nil {
		return err
	}
	d.ok("pages", "%d pages, %d statements, %d events", sums.Pages, sums.Statements, sums.Events)
	if sums.Failed > 0 {
		d.note(warning, "failed", desk.Plural(sums.Failed, "page")+" could not be read", "readout serve lists them with the reasons, under Operate.")
	} else {
		d.ok("failed", "no page")
	}
	reader, err := kit.Reader()
	if err != nil {
		return err
	}
	old, pending, err := record.Todo(ctx, reader.Stages())
	if err != nil {
		return err
	}
	if old > 0 {
		d.note(warning, "old", desk.Plural(old, "page")+" were read by other versions of the stages or of the actor and issue files", "Read them again: readout ingest on the same pages, or Operate in readout serve.")
	} else {
		d.ok("old", "all pages were read by these versions")
	}
	if pending > 0 {
		d.note(warning, "links", desk.Plural(pending, "page")+" to be linked", "readout ingest links them at its end; run it again, on no new page if there is none.")
	} else {
		d.ok("links", "none pending")
	}
	return d.newest(ctx, record)
}

// newest looks whether the newest page came in before now.
func (d *doctor) newest(ctx context.Context, record *store.Store) error {
	pages, err := record.PageStates(ctx, false, 0, 1)
	if err != nil || len(pages) == 0 {
		return err
	}
	hash := strings.TrimPrefix(string(pages[0].Page.ID), "sha256:")
	came, err := record.CameOf(ctx, []string{hash})
	if err != nil || came[hash] == "" {
		return err
	}
	at, err := time.Parse(time.RFC3339, came[hash])
	if err == nil && at.After(d.now().Add(5*time.Minute)) {
		d.note(failing, "clock", "the newest page came in at "+came[hash]+", which is still to come", "Set the clock of this machine, or of the one that wrote the record.")
	}
	return nil
}

// actors looks how old the facts are.
func (d *doctor) actors(kit *desk.Kit) {
	roster, err := kit.Roster()
	if err != nil {
		d.err("actors", err, "Correct the file.")
		return
	}
	var newest readout.Day
	for a := range roster.Actors() {
		newest = max(newest, a.AsOf)
	}
	at, err := time.Parse(time.DateOnly, string(newest))
	days := int(d.now().Sub(at).Hours() / 24)
	if err != nil || days > oldActors {
		d.note(warning, "actors", fmt.Sprintf("%d actors, known to %s, %d days ago", roster.Len(), newest, days), "Who came into office since is not known: add an actor file with --actors; readout actors import makes one of Wikidata.")
		return
	}
	d.ok("actors", "%d actors, known to %s", roster.Len(), newest)
}

// desk asks a running desk whether it is ready.
func (d *doctor) desk(ctx context.Context, address string) {
	ctx, stop := context.WithTimeout(ctx, 4*time.Second)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(address, "/")+"/readyz", nil)
	if err != nil {
		d.err("desk", err, "Give an address such as http://127.0.0.1:8470.")
		return
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		d.err("desk", err, "See that readout serve runs there.")
		return
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		d.note(failing, "desk", address+" is not ready: "+answer.Status, "Its log says why.")
		return
	}
	d.ok("desk", "%s is ready", address)
}

// queue asks the servers of a queue.
func (d *doctor) queue(ctx context.Context, addresses string) {
	for address := range strings.SplitSeq(addresses, ",") {
		if said, err := askNATS(ctx, strings.TrimSpace(address)); err != nil {
			d.note(failing, "queue", fmt.Sprintf("%s: %v", store.Shown(address), err), "See that the server runs and can be reached from here.")
		} else {
			d.ok("queue", "%s", said)
		}
	}
}

// askNATS reads how a server of NATS greets, which it does unasked and before any secret.
func askNATS(ctx context.Context, address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "nats" && u.Scheme != "tls" {
		return "", errors.New("not an address such as nats://host:4222")
	}
	host := u.Host
	if u.Port() == "" {
		host = net.JoinHostPort(u.Hostname(), "4222")
	}
	ctx, stop := context.WithTimeout(ctx, 5*time.Second)
	defer stop()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", host)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	line, err := bufio.NewReaderSize(conn, 32<<10).ReadSlice('\n')
	if err != nil {
		return "", fmt.Errorf("no greeting: %w", err)
	}
	var info struct {
		Name      string `json:"server_name"`
		Version   string `json:"version"`
		JetStream bool   `json:"jetstream"`
	}
	body, greets := strings.CutPrefix(string(line), "INFO ")
	if !greets || json.Unmarshal([]byte(body), &info) != nil {
		return "", errors.New("what answers is no server of NATS")
	}
	if !info.JetStream {
		return "", errors.New("the server runs without JetStream: start it with --jetstream")
	}
	return fmt.Sprintf("%s: NATS %s with JetStream", host, info.Version), nil
}
