package article

import "testing"

// Two sentences of our own for each language.
var languageSentences = []struct {
	tag  string
	text [2]string
}{
	{"en", [2]string{"The minister said on Monday that the bridge would be opened before the winter.", "They have not been told when the talks about the corridor will go on."}},
	{"fr", [2]string{"Le ministre a déclaré lundi que le pont serait ouvert avant l'hiver.", "Les deux délégations se sont réunies dans la capitale pour parler de la frontière."}},
	{"de", [2]string{"Der Minister sagte am Montag, dass die Brücke vor dem Winter geöffnet wird.", "Die beiden Delegationen haben sich in der Hauptstadt getroffen und über die Grenze gesprochen."}},
	{"es", [2]string{"El ministro dijo el lunes que el puente se abrirá antes del invierno.", "Las dos delegaciones se reunieron en la capital para hablar de la frontera y de los presos."}},
	{"pt", [2]string{"O ministro disse na segunda-feira que a ponte não será aberta antes do inverno.", "As duas delegações reuniram-se na capital para falar da fronteira e dos presos, mas não há acordo."}},
	{"it", [2]string{"Il ministro ha detto lunedì che il ponte sarà aperto prima dell'inverno.", "Le due delegazioni si sono riunite nella capitale per parlare della frontiera e dei prigionieri."}},
	{"nl", [2]string{"De minister zei maandag dat de brug voor de winter wordt geopend.", "De twee delegaties hebben in de hoofdstad over de grens gesproken, maar er is nog geen akkoord."}},
	{"pl", [2]string{"Minister powiedział w poniedziałek, że most zostanie otwarty przed zimą.", "Obie delegacje spotkały się w stolicy, aby rozmawiać o granicy, ale nie ma jeszcze zgody."}},
	{"cs", [2]string{"Ministr v pondělí řekl, že most bude otevřen před zimou.", "Obě delegace se sešly v hlavním městě, aby jednaly o hranici, ale dohoda zatím není, protože něco chybí."}},
	{"sk", [2]string{"Minister v pondelok povedal, že most bude otvorený pred zimou, ale nie je to isté.", "Obe delegácie sa stretli v hlavnom meste, aby rokovali o hranici, ktorá je už rok zatvorená, keď padol most."}},
	{"ro", [2]string{"Ministrul a spus luni că podul va fi deschis înainte de iarnă.", "Cele două delegații s-au întâlnit în capitală pentru a discuta despre frontieră și despre prizonieri."}},
	{"hu", [2]string{"A miniszter hétfőn azt mondta, hogy a hidat még a tél előtt megnyitják.", "A két küldöttség a fővárosban találkozott, és a határról tárgyalt, de nem született megállapodás."}},
	{"tr", [2]string{"Bakan pazartesi günü köprünün kıştan önce açılacağını söyledi ve bir tarih vermedi.", "İki heyet başkentte sınır konusunda görüştü, ancak henüz bir anlaşma yok."}},
	{"az", [2]string{"Nazir bazar ertəsi bildirib ki, körpü qışdan əvvəl açılacaq və bu barədə qərar var.", "İki nümayəndə heyəti paytaxtda sərhəd haqqında müzakirə aparıb, lakin hələ razılıq olmayıb."}},
	{"sq", [2]string{"Ministri tha të hënën se ura do të hapet para dimrit dhe nuk dha një datë.", "Dy delegacionet u takuan në kryeqytet për të folur për kufirin, por nuk ka ende marrëveshje."}},
	{"sv", [2]string{"Ministern sade på måndagen att bron ska öppnas före vintern.", "De två delegationerna möttes i huvudstaden för att tala om gränsen, men det finns inte något avtal än."}},
	{"fi", [2]string{"Ministeri sanoi maanantaina, että silta avataan ennen talvea.", "Valtuuskunnat tapasivat pääkaupungissa ja keskustelivat rajasta, mutta sopimusta ei ole vielä syntynyt."}},
	{"id", [2]string{"Menteri mengatakan pada hari Senin bahwa jembatan itu akan dibuka sebelum musim dingin.", "Kedua delegasi bertemu di ibu kota untuk membahas perbatasan, tetapi belum ada kesepakatan dalam hal ini karena tidak ada waktu."}},
	{"vi", [2]string{"Bộ trưởng cho biết hôm thứ Hai rằng cây cầu sẽ được mở trước mùa đông.", "Hai phái đoàn đã gặp nhau tại thủ đô để nói về biên giới nhưng không có thỏa thuận."}},
	{"ru", [2]string{"Министр заявил в понедельник, что мост откроют до зимы.", "Обе делегации встретились в столице, чтобы обсудить границу, но соглашения пока нет."}},
	{"uk", [2]string{"Міністр заявив у понеділок, що міст відкриють до зими.", "Обидві делегації зустрілися в столиці, щоб обговорити кордон, але угоди поки що немає."}},
	{"be", [2]string{"Міністр заявіў у панядзелак, што мост адкрыюць да зімы.", "Абедзве дэлегацыі сустрэліся ў сталіцы, каб абмеркаваць мяжу, але пагаднення пакуль няма."}},
	{"bg", [2]string{"Министърът каза в понеделник, че мостът ще бъде отворен преди зимата.", "Двете делегации се срещнаха в столицата, за да обсъдят границата, но все още няма споразумение."}},
	{"sr", [2]string{"Министар је рекао у понедељак да ће мост бити отворен пре зиме.", "Две делегације су се састале у главном граду како би разговарале о граници, али договора још нема."}},
	{"mk", [2]string{"Министерот рече во понеделникот дека мостот ќе биде отворен пред зимата.", "Двете делегации се сретнаа во главниот град за да разговараат за границата, но сè уште нема договор."}},
	{"kk", [2]string{"Министр дүйсенбіде көпір қысқа дейін ашылады деп айтты және бұл туралы құжат бар.", "Екі делегация елордада шекара туралы кездесті, бірақ келісім әлі жоқ."}},
	{"ka", [2]string{"მინისტრმა ორშაბათს განაცხადა, რომ ხიდი ზამთრამდე გაიხსნება.", "ორი დელეგაცია დედაქალაქში შეხვდა."}},
	{"hy", [2]string{"Նախարարը երկուշաբթի օրը հայտարարեց, որ կամուրջը կբացվի մինչև ձմեռ։", "Երկու պատվիրակությունները հանդիպեցին մայրաքաղաքում։"}},
	{"el", [2]string{"Ο υπουργός δήλωσε τη Δευτέρα ότι η γέφυρα θα ανοίξει πριν από τον χειμώνα.", "Οι δύο αντιπροσωπείες συναντήθηκαν στην πρωτεύουσα."}},
	{"he", [2]string{"השר אמר ביום שני כי הגשר ייפתח לפני החורף.", "שתי המשלחות נפגשו בעיר הבירה."}},
	{"ar", [2]string{"قال الوزير يوم الاثنين إن الجسر سيفتح قبل الشتاء.", "اجتمع الوفدان في العاصمة من أجل الحديث عن الحدود، لكن لم يتم التوصل إلى اتفاق بين الطرفين."}},
	{"fa", [2]string{"وزیر روز دوشنبه گفت که پل پیش از زمستان باز می شود.", "دو هیئت در پایتخت دیدار کردند و درباره مرز گفتگو کردند، اما هنوز توافقی به دست نیامده است."}},
	{"ur", [2]string{"وزیر نے پیر کو کہا کہ پل سردیوں سے پہلے کھول دیا جائے گا۔", "دونوں وفود نے دارالحکومت میں ملاقات کی اور سرحد کے بارے میں بات کی، لیکن ابھی تک کوئی معاہدہ نہیں ہے۔"}},
	{"hi", [2]string{"मंत्री ने सोमवार को कहा कि पुल सर्दियों से पहले खोल दिया जाएगा।", "दोनों प्रतिनिधिमंडल राजधानी में मिले और सीमा के बारे में बात की।"}},
	{"zh", [2]string{"部长星期一表示，大桥将在冬天之前开放。", "两个代表团在首都举行了会谈。"}},
	{"ja", [2]string{"大臣は月曜日、橋は冬の前に開通すると述べた。", "二つの代表団は首都で会談した。"}},
	{"ko", [2]string{"장관은 월요일에 다리가 겨울 전에 개통될 것이라고 말했다.", "두 대표단은 수도에서 만났다."}},
}

func TestLanguageOf(t *testing.T) {
	for _, tt := range languageSentences {
		for _, s := range tt.text {
			if got, _ := languageOf(s); got != tt.tag {
				t.Errorf("languageOf(%q) = %q, want %q", s, got, tt.tag)
			}
		}
	}
	for _, s := range []string{"", "1234", "— …", "Xqzw brrt"} {
		if got, sure := languageOf(s); got != "" || sure {
			t.Errorf("languageOf(%q) = %q, %v; want none", s, got, sure)
		}
	}
}

func TestExtract_language(t *testing.T) {
	tests := []struct {
		name, page, want string
	}{
		{"the text against a wrong declaration", `<!doctype html><html lang="en"><body><h1>Brücke wieder offen</h1><p>Der Minister sagte am Montag, dass die Brücke vor dem Winter geöffnet wird und dass es keine weiteren Bedingungen gibt.</p></body></html>`, "de"},
		{"a declaration where the text is too short", `<!doctype html><html lang="fi"><body><p>Sopimus.</p></body></html>`, "fi"},
		{"a declaration that the script rules out", `<!doctype html><html lang="en"><body><p>Соглашение.</p></body></html>`, ""},
		{"English", pageOf("", `<h1>Talks resume in Port Ilm</h1>`+storyHTML), "en"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPage(Input{Bytes: []byte(tt.page)})
			p.decode()
			p.cut()
			p.readHead()
			for _, b := range p.blocks {
				p.result.Article.Text += b.text + "\n\n"
			}
			p.readLanguage()
			if got := string(p.result.Article.Language); got != tt.want {
				t.Errorf("language %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBCP47(t *testing.T) {
	tests := []struct{ in, want string }{
		{"en", "en"}, {"en_US", "en-US"}, {"DE-at", "de-AT"}, {"zh-Hant-TW", "zh"}, {"english", ""}, {"", ""}, {"x", ""}, {"<b>", ""},
	}
	for _, tt := range tests {
		if got := bcp47(tt.in); got != tt.want {
			t.Errorf("bcp47(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
