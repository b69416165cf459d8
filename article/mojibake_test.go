package article

import "testing"

func TestMojibake(t *testing.T) {
	tests := []struct {
		name, in, example string
		places            int
	}{
		{"a quotation mark", "He said: “I donâ€™t know.”", "donâ€™t", 1},
		{"several letters", "The cafÃ© in VelmstraÃŸe was full.", "cafÃ©", 2},
		{"Cyrillic as Western", "Ïðåçèäåíò ïîäïèñàë äîãîâîð â ñòîëèöå", "Ïðåçèäåíò", 4},
		{"UTF-8 as Cyrillic", "РџСЂРµР·РёРґРµРЅС‚ РїРѕРґРїРёСЃР°Р» РґРѕРіРѕРІРѕСЂ", "РџСЂРµР·РёРґРµРЅС‚", 3},
		{"clean Western", "Le café « ÉTÉ » à Genève, où l’on parle d’été, déjà.", "", 0},
		{"one honest pair", "Le titre « CAFÉ» est entre guillemets.", "", 0},
		{"clean Russian", "Россия и Сербия провели переговоры. Средства распределены.", "", 0},
		{"clean Portuguese", "A negociação não avançou, disse o SÃO.", "", 0},
		{"clean Turkish", "İŞÇİ ve ÖĞÜN üzerine görüşme", "", 0},
		{"nothing", "", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, example := mojibake(tt.in)
			if n != tt.places || example != tt.example {
				t.Errorf("mojibake(%q) = %d, %q; want %d, %q", tt.in, n, example, tt.places, tt.example)
			}
		})
	}
}
