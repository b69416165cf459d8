// Command readout reads news coverage of diplomacy and keeps a citable record of it: who
// said what, to whom, when, in which setting, according to whom.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"readout/internal/desk"
	"readout/internal/store"
)

const about = `readout reads news coverage of diplomacy and keeps a citable record of it: who said what, to whom, when, in which setting, according to whom. Every word it prints can be traced to a span of a stored page.`

// commands is the command line.
type commands struct {
	Read     readCommand     `cmd:"" help:"Analyse pages and print what was said in them; keeps nothing."`
	Ingest   ingestCommand   `cmd:"" help:"Analyse pages into the record; safe to repeat or interrupt."`
	Watch    watchCommand    `cmd:"" help:"Follow feeds, sites and articles, and bring what is new into the record."`
	Sources  sourcesCommand  `cmd:"" help:"The sources that are followed: how they are doing; add, pause and remove them."`
	Work     workCommand     `cmd:"" help:"Do the jobs of a queue: read pages that were kept, and link them; as many at once as you like."`
	Queue    queueCommand    `cmd:"" help:"Show what is to be done and what was given up; replay it, or refill the queue."`
	Search   searchCommand   `cmd:"" help:"Find statements in the record, shown in their sentences."`
	Event    eventCommand    `cmd:"" help:"Show an event across pages, or list events."`
	Compare  compareCommand  `cmd:"" help:"The accounts that the sides give of one event, side by side."`
	Issue    issueCommand    `cmd:"" help:"Show how somebody's words on an issue were put over time."`
	Actor    actorCommand    `cmd:"" help:"Show an actor: its offices, its statements by issue, speakers of its side."`
	Check    checkCommand    `cmd:"" help:"Look whether somebody said some words."`
	Versions versionsCommand `cmd:"" help:"Show the texts that an article has had, and what was changed."`
	Date     dateCommand     `cmd:"" help:"Show what bounds the day of a page, or say which it is."`
	Export   exportCommand   `cmd:"" help:"Write statements or events of the record as tables, citations, a calendar and more."`
	Serve    serveCommand    `cmd:"" help:"Show the record in a browser."`
	MCP      mcpCommand      `cmd:"" name:"mcp" help:"Let an assistant ask the record (Model Context Protocol)."`
	Users    usersCommand    `cmd:"" help:"Who may use the desk from other machines."`
	DB       dbCommand       `cmd:"" name:"db" help:"Back up a record, or copy it into another database."`
	Alerts   alertsCommand   `cmd:"" help:"The alerts that were made: list, preview, pause, resume, remove."`
	Doctor   doctorCommand   `cmd:"" help:"Look whether program, machine and record are well, and say what to do."`
	Eval     evalCommand     `cmd:"" help:"Score a stage on annotated data."`
	Actors   actorsCommand   `cmd:"" help:"Show who a name means, check an actor file, or make one of an extract of Wikidata."`
	Issues   issuesCommand   `cmd:"" help:"Show the issues, those a text speaks of, or matters that none covers."`
	Schema   schemaCommand   `cmd:"" help:"Print the JSON Schema of the record."`

	ActorFiles []string         `name:"actors" placeholder:"FILE" type:"path" env:"READOUT_ACTORS" help:"Actor file to add to the shipped one; may be repeated, the last one wins."`
	IssueFiles []string         `name:"issues" placeholder:"FILE" type:"path" env:"READOUT_ISSUES" help:"Issue file to add to the shipped one; may be repeated, the last one wins."`
	LogFormat  string           `enum:"text,json" default:"text" env:"READOUT_LOG_FORMAT" help:"How what happens is logged, on standard error: text or json (default: ${default})."`
	LogLevel   slog.Level       `default:"info" env:"READOUT_LOG_LEVEL" placeholder:"LEVEL" help:"From which level on: debug, info, warn or error (default: ${default})."`
	Version    kong.VersionFlag `help:"Print the version and the versions of the stages."`
}

// env is what a subcommand gets from main: where to read and write, and how.
type env struct {
	Stdin    io.Reader
	Stdout   io.Writer
	Stderr   io.Writer
	Kit      *desk.Kit // what reads pages and names, with the user's files
	Color    bool      // whether Stdout shows colour
	Terminal bool      // whether Stdout is a terminal
	ErrTerm  bool      // whether Stderr is a terminal
	Width    int       // of the terminal in columns; 80 where it is not one
	Log      *slog.Logger
	LogAs    string // the log's format, "text" or "json"
}

// desk returns who answers questions of a record, and knows the names that its pages were
// read with.
func (e *env) desk(ctx context.Context, record *store.Store) (*desk.Desk, error) {
	d, err := desk.New(ctx, e.Kit, record)
	return d, advise(err)
}

// The exit statuses.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// errPartial ends a command that did part of its work and has said what failed.
var errPartial = errors.New("some of it failed")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the first signal asks to finish, the second one ends the program
	status := run(ctx, os.Args[1:], environment())
	stop()
	os.Exit(status)
}

func environment() *env {
	e := &env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Width: 80}
	e.Terminal = term.IsTerminal(int(os.Stdout.Fd()))
	e.ErrTerm = term.IsTerminal(int(os.Stderr.Fd()))
	e.Color = e.Terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
		e.Width = w
	}
	return e
}

// run carries out one command line and returns its exit status.
func run(ctx context.Context, args []string, e *env) (status int) {
	var cmds commands
	defer func() { // kong exits for --help and --version by calling back
		if v := recover(); v != nil {
			code, ok := v.(exit)
			if !ok {
				panic(v)
			}
			status = int(code)
		}
	}()
	parser := kong.Must(&cmds,
		kong.Name("readout"), kong.Description(about),
		kong.Vars{"version": versionText(), "formats": strings.Join(formatNames(), ", ")},
		kong.Writers(e.Stdout, e.Stderr),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: max(40, min(e.Width, 100))}),
		kong.UsageOnError(),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(e))
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(e.Stderr, "readout: %v\nSee readout --help.\n", err)
		return exitUsage
	}
	e.Log, e.LogAs = newLog(e.Stderr, cmds.LogFormat, cmds.LogLevel), cmds.LogFormat
	e.Kit = desk.NewKit(cmds.ActorFiles, cmds.IssueFiles)
	return e.report(ctx, parsed.Run(ctx, e))
}

// newLog returns the log of those commands that keep running.
func newLog(out io.Writer, format string, level slog.Level) *slog.Logger {
	o := &slog.HandlerOptions{Level: level}
	if format == "json" {
		return slog.New(slog.NewJSONHandler(out, o))
	}
	return slog.New(slog.NewTextHandler(out, o))
}

type exit int

// report prints what ended a command and returns the exit status.
func (e *env) report(ctx context.Context, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errPartial):
		return exitFailed // said already, item by item
	case errors.Is(err, syscall.EPIPE):
		return exitDone // the reader of the pipe has seen enough
	case errors.As(err, &usage):
		fmt.Fprintf(e.Stderr, "readout: %v\n", err)
		return exitUsage
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(e.Stderr, "readout: interrupted")
		return exitFailed
	}
	fmt.Fprintf(e.Stderr, "readout: %v\n", err)
	return exitFailed
}

// A usageError is a mistake in the command line that kong cannot see.
type usageError struct{ error }
