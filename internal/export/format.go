package export

import (
	"readout"
	"readout/internal/link"
	"readout/internal/store"
)

// Formats returns all formats: those of tables first, then of bibliographies, then of
// other programs.
func Formats() []Format {
	return []Format{
		{Name: "csv", Title: "CSV", MediaType: "text/csv; charset=utf-8; header=present", Extension: ".csv",
			statements: table(statementColumns()), events: table(eventColumns())},
		{Name: "jsonl", Title: "JSON Lines", MediaType: "application/jsonl", Extension: ".jsonl",
			statements: jsonLines[store.Hit], events: jsonLines[link.Event], records: jsonLines[readout.Record]},
		{Name: "parquet", Title: "Parquet", MediaType: "application/vnd.apache.parquet", Extension: ".parquet",
			statements: columnar(statementRowOf), events: columnar(eventRowOf)},
		{Name: "csl-json", Title: "CSL-JSON", MediaType: "application/vnd.citationstyles.csl+json", Extension: ".json",
			statements: cslJSON},
		{Name: "bibtex", Title: "BibTeX", MediaType: "application/x-bibtex; charset=utf-8", Extension: ".bib",
			statements: texts(bibTeX)},
		{Name: "ris", Title: "RIS", MediaType: "application/x-research-info-systems; charset=utf-8", Extension: ".ris",
			statements: texts(ris)},
		{Name: "markdown", Title: "Markdown", MediaType: "text/markdown; charset=utf-8", Extension: ".md",
			statements: texts(markdown)},
		{Name: "web-annotation", Title: "Web Annotation", MediaType: `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`, Extension: ".jsonld",
			statements: annotations},
		{Name: "json-ld", Title: "JSON-LD (schema.org)", MediaType: "application/ld+json", Extension: ".jsonld",
			statements: graph(statementNode), events: graph(eventNode)},
		{Name: "ftm", Title: "FollowTheMoney", MediaType: "application/json+ftm", Extension: ".ftm.json",
			statements: newFTMStatements, events: newFTMEvents},
		{Name: "ics", Title: "iCalendar", MediaType: "text/calendar; charset=utf-8", Extension: ".ics",
			events: calendar},
	}
}
