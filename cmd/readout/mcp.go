package main

import (
	"context"

	"readout/internal/mcp"
	"readout/internal/store"
)

type mcpCommand struct {
	Desk   string      `placeholder:"URL" help:"Where the desk's pages are shown, for links to them (such as http://127.0.0.1:8470)."`
	Record recordFlags `embed:""`
}

func (mcpCommand) Help() string {
	return `Serves one assistant on standard input and output by the Model Context Protocol. The tools read only: search_statements, get_statement, get_event, compare_accounts, position_history, check_quote, cite. readout serve has the same at /mcp.

Example, for a client's configuration:
  {"mcpServers": {"readout": {"command": "readout", "args": ["mcp", "--db", "/path/to/readout.db"]}}}`
}

func (c *mcpCommand) Run(ctx context.Context, e *env) (err error) {
	record, err := c.Record.open(ctx, store.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer closing(record, &err)
	asked, err := e.desk(ctx, record)
	if err != nil {
		return err
	}
	return mcp.New(asked, version, c.Desk).Stdio(ctx)
}
