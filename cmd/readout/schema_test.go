package main

import (
	"bytes"
	"os"
	"testing"
)

const schemaFile = "../../docs/record.schema.json"

// TestSchema holds the published schema to the record's types.
func TestSchema(t *testing.T) {
	var got bytes.Buffer
	if err := (schemaCommand{}).Run(&env{Stdout: &got}); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(schemaFile, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s does not describe the record: run go test ./cmd/readout -run TestSchema -update", schemaFile)
	}
}
