package event_test

import (
	"fmt"

	"readout"
	"readout/actor"
	"readout/event"
	"readout/models/en"
	"readout/statement"
	"readout/text"
)

func ExampleFind() {
	model, err := en.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	file := actor.File{Name: "cast.toml", Data: []byte(cast)} // who is who: Ana Lim, Tomas Ode ...
	roster, err := actor.Load(nil, file)
	if err != nil {
		fmt.Println(err)
		return
	}
	article := &readout.Article{Text: "President Ana Lim met Foreign Secretary Tomas Ode in Geneva on Monday.", Published: readout.On("2024-03-12", readout.Stated)}
	statements, people := statement.Read(statement.Input{Article: article, Document: text.Annotate(model, article.Text), Roster: roster})
	for _, e := range event.Find(event.Input{Article: article, People: people, Statements: statements, Roster: roster}) {
		fmt.Println(e.Kind, e.Status, e.Date.Day(), e.Participants[0].Name, e.Participants[1].Name, e.Place)
	}
	// Output: meeting happened 2024-03-11 Ana Lim Tomas Ode Geneva
}
