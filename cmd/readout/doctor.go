package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"
)

type doctorCommand struct {
	Record recordFlags `embed:""`
	Queue  string      `name:"queue" env:"READOUT_QUEUE" placeholder:"ADDRESS" help:"The queue to ask, such as nats://HOST:4222."`
	Desk   string      `placeholder:"URL" help:"Only ask the desk at this address whether it is ready; for probes of containers."`
	Quick  bool        `help:"Do not read the whole record for damage."`
	JSON   bool        `name:"json" help:"As JSON."`
}

func (doctorCommand) Help() string {
	return `Looks at the program, the machine, the record and what else is used, and says of each thing whether it is well: ok, warn, or fail with what to do. Nothing is changed. The exit status is 1 where something fails.

Examples:
  readout doctor
  readout doctor --db may.db --quick
  readout doctor --db postgres://ana@db.example.org/readout --queue nats://queue.example.org:4222 --json
  readout doctor --desk http://127.0.0.1:8470`
}

// The verdicts.
const (
	healthy = "ok"
	warning = "warn"
	failing = "fail"
)

// A finding is what the doctor says of one thing.
type finding struct {
	Check  string `json:"check"`
	Status string `json:"status"` // "ok", "warn", "fail"
	Text   string `json:"text"`
	Advice string `json:"advice,omitempty"`
}

// A doctor looks at things and notes what it finds.
type doctor struct {
	env      *env
	now      func() time.Time
	findings []finding
}

func (d *doctor) ok(check, format string, args ...any) {
	d.findings = append(d.findings, finding{Check: check, Status: healthy, Text: fmt.Sprintf(format, args...)})
}

// note notes something that is not well.
func (d *doctor) note(status, check, text, advice string) {
	d.findings = append(d.findings, finding{Check: check, Status: status, Text: text, Advice: advice})
}

// err notes an error, whose further lines are the advice.
func (d *doctor) err(check string, err error, advice string) {
	text, more, _ := strings.Cut(err.Error(), "\n")
	if more = strings.TrimSpace(more); more != "" {
		advice = more
	}
	d.note(failing, check, text, advice)
}

func (c *doctorCommand) Run(ctx context.Context, e *env) error {
	d := &doctor{env: e, now: time.Now}
	if c.Desk != "" {
		d.desk(ctx, c.Desk)
	} else {
		d.program()
		d.machine()
		d.actors(d.record(ctx, c.Record, !c.Quick))
		if c.Queue != "" && c.Queue != ownQueue {
			d.queue(ctx, c.Queue)
		}
	}
	if err := d.print(c.JSON); err != nil {
		return err
	}
	for _, f := range d.findings {
		if f.Status == failing {
			return errPartial
		}
	}
	return nil
}

// print writes what was found, as lines or as JSON.
func (d *doctor) print(asJSON bool) error {
	if asJSON {
		enc := json.NewEncoder(d.env.Stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(d.findings)
	}
	for _, f := range d.findings {
		fmt.Fprintf(d.env.Stdout, "%-5s %-10s %s\n", f.Status, f.Check, clean(f.Text))
		if f.Advice != "" {
			fmt.Fprintf(d.env.Stdout, "                 %s\n", strings.ReplaceAll(clean(f.Advice), "\n", "\n                 "))
		}
	}
	return nil
}

// tempFolder looks whether files can be written in a folder.
func tempFolder(dir string) error {
	f, err := os.CreateTemp(dir, ".readout-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString("readout")
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}
