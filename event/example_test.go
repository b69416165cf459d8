package event_test

import (
	"fmt"

	"readout/event"
)

func ExampleFind() {
	fmt.Println(len(event.Find(event.Input{})))
	// Output: 0
}
