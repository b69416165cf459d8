package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMCP asks the program itself over its standard input and output.
func TestMCP(t *testing.T) {
	db := filepath.Join(t.TempDir(), "record.db")
	if out, err := exec.Command("readout", "ingest", "--db", db, "--actors", "../../sample/actors.toml", "../../sample/pages/03-inland-wire-first-call.html").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	cmd := exec.Command("readout", "mcp", "--db", db, "--desk", "http://desk.invalid")
	cmd.Stderr = os.Stderr
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	list, err := session.ListTools(t.Context(), nil)
	if err != nil || len(list.Tools) != 7 {
		t.Errorf("%d tools, %v; want 7", len(list.Tools), err)
	}
	res, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "search_statements", Arguments: map[string]any{"query": "speaker:Ansley"}})
	if err != nil {
		t.Fatal(err)
	}
	if text := res.Content[0].(*mcp.TextContent).Text; res.IsError || !strings.Contains(text, "http://desk.invalid/statement/") {
		t.Errorf("the answer has no address of a statement: %s", text)
	}
}
