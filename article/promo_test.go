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
		{"Copyrights are part of the treaty draft, the envoy told reporters in Port Amity on Monday evening.", false},
		{"She was shown a photo by the officers.", false},
		{"“We will sign,” she said.", false},
		{"Also on Monday, the ministry summoned the ambassador.", false},
		{"Sponsored by twelve states, the resolution was passed at night.", false},
		{"По теме коридора стороны не договорились.", false},
		{"По теме", true},
		{"Latest news from the front suggests that talks are near.", false},
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

func TestEndsText(t *testing.T) {
	tests := []struct {
		line string
		read float64
		want bool
	}{
		{"Comments (12)", 0.9, true},
		{"Related articles", 0.7, true},
		{"Related articles", 0.3, false},
		{"Related sanctions", 0.9, false},
		{"Contact line quiet", 0.9, false},
		{"Notes to editors:", 0.9, true},
		{"About the Herald", 0.9, true},
		{"About the prisoners", 0.65, false},
		{"Comments were not to be had.", 0.9, false},
	}
	for _, tt := range tests {
		if got := endsText(&block{text: tt.line}, tt.read); got != tt.want {
			t.Errorf("endsText(%q, %v) = %v, want %v", tt.line, tt.read, got, tt.want)
		}
	}
}
