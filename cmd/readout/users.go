package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"readout/internal/access"
	"readout/internal/store"
)

type usersCommand struct {
	List   usersList   `cmd:"" default:"1" help:"Who may use the desk, and the tokens of programs."`
	Add    usersAdd    `cmd:"" help:"Add a user, or give one a new password or role."`
	Remove usersRemove `cmd:"" help:"Remove a user with all sessions and tokens."`
	Token  usersToken  `cmd:"" help:"Make a token with which a program acts for a user."`
}

func (usersCommand) Help() string {
	return `Users are needed where the desk is to be reached from other machines (readout serve --listen). Once there is one, everybody signs in.

Examples:
  readout users add ana --role editor          asks for the password
  readout users token ana --name nightly --role reader --days 90
  readout users`
}

type usersList struct {
	Record recordFlags `embed:""`
}

func (c *usersList) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	users, err := record.Users(ctx)
	if err != nil {
		return advise(err)
	}
	tokens, err := record.Tokens(ctx)
	if err != nil {
		return advise(err)
	}
	for _, u := range users {
		fmt.Fprintf(e.Stdout, "%s\t%s\tsince %s\n", clean(u.Name), u.Role, day10(u.Created))
	}
	for _, k := range tokens {
		until := "for good"
		if k.Expires != "" {
			until = "until " + day10(k.Expires)
		}
		fmt.Fprintf(e.Stdout, "%s\ttoken %q\t%s\t%s\n", clean(k.User), k.Name, k.Role, until)
	}
	if len(users) == 0 {
		fmt.Fprintln(e.Stderr, "readout: no users: the desk is open to this machine, and to no other")
	}
	return nil
}

// day10 is the day of a time as it is kept.
func day10(s string) string { return s[:min(10, len(s))] }

type usersAdd struct {
	Name   string      `arg:"" help:"The name to sign in with."`
	Role   string      `enum:"reader,editor,operator" default:"reader" help:"reader; editor, who also corrects; or operator, who also runs the desk."`
	Record recordFlags `embed:""`
}

func (c *usersAdd) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	password, err := askPassword(e)
	if err != nil {
		return err
	}
	return asUsage(access.SetUser(ctx, record, c.Name, password, access.Role(c.Role), time.Now()))
}

// askPassword reads a password: from a terminal without showing it, else the first line of
// standard input.
func askPassword(e *env) (string, error) {
	if f, ok := e.Stdin.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		fmt.Fprint(e.Stderr, "Password: ")
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(e.Stderr)
		return string(b), err
	}
	line, err := bufio.NewReader(io.LimitReader(e.Stdin, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}

type usersRemove struct {
	Name   string      `arg:"" help:"The user's name."`
	Record recordFlags `embed:""`
}

func (c *usersRemove) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	return advise(record.DeleteUser(ctx, c.Name))
}

type usersToken struct {
	User   string      `arg:"" help:"For whom the program acts."`
	Name   string      `required:"" help:"What the token is for."`
	Role   string      `enum:"reader,editor,operator" default:"reader" help:"What the program may do: no more than its user (default: ${default})."`
	Days   int         `default:"365" help:"For how many days; 0 is for good (default: ${default})."`
	Record recordFlags `embed:""`
}

func (c *usersToken) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	token, err := access.Token(ctx, record, c.User, c.Name, access.Role(c.Role), time.Now(), time.Duration(c.Days)*24*time.Hour)
	if err != nil {
		return asUsage(err)
	}
	fmt.Fprintln(e.Stdout, token)
	fmt.Fprintln(e.Stderr, "readout: it is not shown again; send it as Authorization: Bearer TOKEN")
	return nil
}
