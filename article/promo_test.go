package article

import "testing"

func TestIsFurniture(t *testing.T) {
	tests := []struct {
		line string
		want bool
	}{
		{"READ MORE: Envoys meet again", true},
		{"Lesen Sie auch: Die Gesandten treffen sich wieder", true},
		{"Читайте также", true},
		{"Photo: Herald archive", true},
		{"The bridge at Vell on Friday. (AP Photo/Ana Lim)", true},
		{"© 2031 The Herald", true},
		{"Copyright 2031 The Herald. All rights reserved.", true},
		{"This text available in Sudrian", true},
		{"Leave a review", true},
		{"Share", true},
		{"Print", true},
		{"* * *", true},
		{"Shares fell after the minister spoke.", false},
		{"Share prices fell after the minister spoke of war.", false},
		{"The photo, he said, was taken in May by the navy.", false},
		{"Printed copies of the treaty were handed to both sides.", false},
		{"Copyrights are part of the treaty draft, the envoy told reporters in Port Amity on Monday evening.", true}, // the price of a plain list
		{"“We will sign,” she said.", false},
	}
	for _, tt := range tests {
		if got := isFurniture(&block{text: tt.line}); got != tt.want {
			t.Errorf("isFurniture(%q) = %v, want %v", tt.line, got, tt.want)
		}
	}
}

func TestPointsAway(t *testing.T) {
	tests := []struct {
		name string
		b    block
		want bool
	}{
		{"label, colon, link", block{text: "Auch: the whole draft", links: 15, anchors: []anchor{{6, 21, "/1"}}}, true},
		{"text goes on", block{text: "Auch: the draft was made public in May", links: 9, anchors: []anchor{{6, 15, "/1"}}}, false},
		{"no colon", block{text: "In the whole draft", links: 15, anchors: []anchor{{3, 18, "/1"}}}, false},
		{"no link", block{text: "He said: no"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := pointsAway(&tt.b); got != tt.want {
				t.Errorf("pointsAway(%q) = %v, want %v", tt.b.text, got, tt.want)
			}
		})
	}
}
