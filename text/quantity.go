package text

import (
	"strings"
	"unicode/utf8"
)

// Dates and quantities are found by a grammar over words and tags: numbers with what
// stands beside them, months, days of the week and what points to a day. Each function of
// this file and of date.go returns the end of what it reads at word i of words, or i where
// nothing fits.

// expressions appends the dates and quantities of words, the first of which is word first
// of the document. It is linear in the number of words: what is read at a word ends at a
// fixed distance, numbers in words aside, and those are passed over.
func expressions(out []Name, words []Word, first int) []Name {
	for i := 0; i < len(words); {
		end, kind := expression(words, i)
		if end > i {
			out = append(out, Name{First: first + i, Last: first + end, Type: kind})
			i = end
			continue
		}
		if end = number(words, i); end > i {
			i = end // its parts alone are none
			continue
		}
		i++
	}
	return out
}

func expression(words []Word, i int) (end int, kind string) {
	for _, rule := range [...]struct {
		read func([]Word, int) int
		kind string
	}{{date, Date}, {money, Money}, {percent, Percent}, {span, Date}, {quantity, Quantity}, {numbered, Law}} {
		if end := rule.read(words, i); end > i {
			return end, rule.kind
		}
	}
	return i, ""
}

// maxNumber is the number of words up to which a number is read.
const maxNumber = 12

// number reads "12", "3.5 million", "twenty-five thousand", "five to ten".
func number(words []Word, i int) int {
	at := i
	for at < len(words) && at-i < maxNumber && numeral(words, at) {
		at++
		if at+1 < len(words) && numeral(words, at+1) && joint(words[at].Form) {
			at++
		}
	}
	return at
}

// joint reports whether a word may stand between numerals: "twenty-five", "5 to 7".
func joint(form string) bool {
	return form == "-" || form == "–" || form == "—" || form == "to" || form == "or"
}

// numeral reports whether word i is one: in digits, or tagged as a number.
func numeral(words []Word, i int) bool {
	w := &words[i]
	if scales[strings.ToLower(w.Form)] {
		return i > 0 && numeral1(&words[i-1]) || w.XPOS == "CD"
	}
	return numeral1(w)
}

func numeral1(w *Word) bool {
	return w.XPOS == "CD" && w.Form != "one" || digits(w.Form)
}

// digits reports whether form is a number in digits: "1,000", "3.5".
func digits(form string) bool {
	if form == "" || form[0] < '0' || form[0] > '9' {
		return false
	}
	for i := range len(form) {
		if c := form[i]; (c < '0' || c > '9') && c != ',' && c != '.' {
			return false
		}
	}
	return true
}

// money reads "$5 million", "EUR 300", "5 million US dollars".
func money(words []Word, i int) int {
	at := i
	if sign(words[at].Form) {
		if end := number(words, at+1); at+1 < len(words) && end > at+1 {
			if end < len(words) && moneyWord(words[end].Form) {
				end++
			}
			return end
		}
		return i
	}
	if at = number(words, i); at == i {
		return i
	}
	for k := at; k < len(words) && k < at+2; k++ { // "US dollars", "Ruvian crowns"
		if moneyWord(words[k].Form) || sign(words[k].Form) {
			return k + 1
		}
		if words[k].UPOS != "ADJ" && words[k].UPOS != "PROPN" {
			break
		}
	}
	return i
}

// sign reports whether form is the sign or the code of a currency.
func sign(form string) bool {
	r, size := utf8.DecodeRuneInString(strings.TrimLeft(form, "ACHNSUZ"))
	return size > 0 && strings.ContainsRune("$€£¥₽₹₺₴₪₩₦₸₼₾֏", r) && strings.HasSuffix(form, string(r)) || codes[form]
}

func moneyWord(form string) bool { return currencies[strings.ToLower(form)] }

// percent reads "5 %", "five per cent", "3.5 percentage points".
func percent(words []Word, i int) int {
	at := number(words, i)
	if at == i || at == len(words) {
		return i
	}
	switch strings.ToLower(words[at].Form) {
	case "%", "percent", "pct", "pc":
		return at + 1
	case "per", "percentage":
		if at+1 < len(words) {
			switch strings.ToLower(words[at+1].Form) {
			case "cent", "point", "points":
				return at + 2
			}
		}
	}
	return i
}

// quantity reads a number with its unit, "40 km", "two million barrels a day" up to the
// unit.
func quantity(words []Word, i int) int {
	at := number(words, i)
	if at == i {
		if lower := strings.ToLower(words[i].Form); lower != "one" && lower != "a" && lower != "an" {
			return i
		}
		at = i + 1
	}
	if at < len(words) && words[at].Form == "-" { // "40-km"
		at++
	}
	if at+1 < len(words) && unitAdjectives[strings.ToLower(words[at].Form)] {
		at++
	}
	if at < len(words) && units[strings.ToLower(strings.TrimSuffix(words[at].Form, "."))] {
		return at + 1
	}
	return i
}

// numbered reads "Resolution 1701", "Executive Order 13582" from its noun on.
func numbered(words []Word, i int) int {
	if i+1 < len(words) && capitalised(words[i].Form) && laws[strings.ToLower(words[i].Form)] && digits(words[i+1].Form) {
		return i + 2
	}
	return i
}

// lawful reports whether a name is of a law by one of its words: "Treaty of Kesh".
func lawful(words []Word) bool {
	for i := range words {
		if capitalised(words[i].Form) && laws[strings.ToLower(words[i].Form)] {
			return true
		}
	}
	return false
}

var (
	laws = set(`treaty act agreement agreements accord accords convention constitution resolution resolutions protocol charter
		declaration law bill decree directive order pact communique communiqué code statute amendment memorandum covenant`)

	scales = set("hundred thousand million billion trillion hundreds thousands millions billions trillions bn mn tn m k dozen")
	codes  = set("USD EUR GBP JPY CNY RMB RUB CHF CAD AUD INR TRY UAH PLN SEK NOK DKK AZN AMD GEL KZT ILS SAR AED BRL MXN ZAR KRW")

	currencies = set(`dollar dollars euro euros pound pounds yen yuan renminbi rouble roubles ruble rubles rupee rupees
		lira liras franc francs peso pesos dinar dinars dirham dirhams riyal riyals rial rials shekel shekels manat manats
		lari laris dram drams tenge hryvnia hryvnias zloty zlotys krona kronor krone kroner crown crowns forint forints
		leu lei lev leva won baht ringgit rupiah rand naira shilling shillings real reais cent cents pence kopecks`)

	units = set(`km kilometre kilometres kilometer kilometers m metre metres meter meters cm centimetre centimetres
		centimeter centimeters mm millimetre millimetres millimeter millimeters mile miles yard yards foot feet ft inch inches
		kg kilo kilos kilogram kilograms kilogramme kilogrammes gram grams tonne tonnes ton tons pound lb lbs ounce ounces oz
		litre litres liter liters gallon gallons barrel barrels bpd bushel bushels hectare hectares acre acres
		degree degrees celsius fahrenheit kmh kph mph knot knots watt watts kilowatt kilowatts megawatt megawatts gigawatt gigawatts
		kw mw gw kwh mwh gwh volt volts hertz mhz ghz byte bytes kb mb gb tb kiloton kilotons megaton megatons`)

	unitAdjectives = set("square cubic nautical metric short long")
)

// set makes a set of the words of a list.
func set(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
