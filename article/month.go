package article

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A monthSet has bit m set for month m. A name has two months where two languages give
// it to different ones.
type monthSet uint16

func firstMonth(m monthSet) int {
	for i := 1; i <= 12; i++ {
		if m&(1<<i) != 0 {
			return i
		}
	}
	return 0
}

type wordSet map[string]bool

// monthNames maps the folded names of months, full and short and in the cases that
// dates use, to the month.
var monthNames = monthTable(
	`january february march april may june july august september october november december`,
	`jan feb mar apr may jun jul aug sep oct nov dec`, `- - - - - - - - sept - - -`,
	// Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian
	`январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь`,
	`января февраля марта апреля мая июня июля августа сентября октября ноября декабря`,
	`янв фев мар апр май июн июл авг сен окт ноя дек`, `- февр - - - - - - сент - нояб -`,
	`січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень`,
	`січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня`,
	`січ лют бер кві тра чер лип сер вер жов лис гру`, `- - - квіт трав черв - серп - жовт листоп груд`,
	`студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня`,
	`януари февруари март април май юни юли август септември октомври ноември декември`,
	`јануар фебруар март април мај јун јул август септембар октобар новембар децембар`,
	`јануари февруари март април мај јуни јули август септември октомври ноември декември`,
	`- - - - - јуна јула августа септембра октобра новембра децембра`,
	`қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан`,
	// Azerbaijani, Turkish
	`yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr`,
	`yan fev mar apr may - - avq sen okt noy dek`,
	`ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık`,
	`oca şub mar nis may haz tem ağu eyl eki kas ara`,
	// Armenian, Georgian
	`հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր`,
	`հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի`,
	`հնվ փտվ մրտ ապր մյս հնս հլս օգս սեպ հոկ նոյ դեկ`, `- - - - - - - - սպտ հկտ նմբ դկտ`,
	`იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი`,
	`იანვარს თებერვალს მარტს აპრილს მაისს ივნისს ივლისს აგვისტოს სექტემბერს ოქტომბერს ნოემბერს დეკემბერს`,
	`იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ`,
	// French, German, Spanish, Portuguese, Italian, Romanian, Catalan, Dutch
	`janvier février mars avril mai juin juillet août septembre octobre novembre décembre`,
	`janv févr mars avr mai juin juil aout sept oct nov déc`, `- fév - - - - - aoû - - - -`,
	`januar februar märz april mai juni juli august september oktober november dezember`,
	`jän feb mär apr mai jun jul aug sep okt nov dez`, `jänner feber mrz - - - - - - - - -`,
	`enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre`,
	`ene feb mar abr may jun jul ago sep oct nov dic`, `- - - - - - - - setiembre - - -`,
	`janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro`,
	`jan fev mar abr mai jun jul ago set out nov dez`,
	`gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre`,
	`gen feb mar apr mag giu lug ago set ott nov dic`,
	`ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie`,
	`ian feb mar apr mai iun iul aug sept oct noi dec`,
	`gener febrer març abril maig juny juliol agost setembre octubre novembre desembre`,
	`januari februari maart april mei juni juli augustus september oktober november december`,
	`jan feb mrt apr mei jun jul aug sep okt nov dec`,
	// Danish, Norwegian, Swedish, Finnish, Estonian, Latvian, Lithuanian
	`januar februar marts april maj juni juli august september oktober november december`,
	`- - mars - - - - augusti - - - desember`, `- - - - - - - - - - - des`,
	`tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu`,
	`tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta`,
	`jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember`,
	`janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris`,
	`janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī`,
	`sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio`,
	// Polish, Czech, Slovak, Croatian (where listopad is October), Slovene, Albanian, Hungarian, Greek
	`styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień`,
	`stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia`,
	`sty lut mar kwi maj cze lip sie wrz paź lis gru`,
	`leden únor březen duben květen červen červenec srpen září říjen listopad prosinec`,
	`ledna února března dubna května června července srpna září října listopadu prosince`,
	`január február marec apríl máj jún júl august september október november december`,
	`januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra`,
	`siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca`,
	`siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studenog prosinac`,
	`- - - - maj jun jul avgust septembar oktobar novembar decembar`,
	`januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra`,
	`janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor`,
	`január február március április május június július augusztus szeptember október november december`,
	`jan febr márc ápr máj jún júl aug szept okt nov dec`,
	`ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου`,
	`ιαν φεβ μαρ απρ μαϊ ιουν ιουλ αυγ σεπ οκτ νοε δεκ`,
	// Arabic, Hebrew, Indonesian, Malay, Vietnamese is numeric, Hindi
	`يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر`,
	`جانفي فيفري - أفريل ماي جوان جويلية أوت - - - -`, `- - - ابريل - - - اغسطس - اكتوبر - -`,
	`ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר`,
	`בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר`,
	`januari februari maret april mei juni juli agustus september oktober november desember`,
	`januari februari mac april mei jun julai ogos september oktober november disember`,
	`- - - - - - - agt - - - -`,
	`जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर`,
)

func monthTable(rows ...string) map[string]monthSet {
	table := map[string]monthSet{}
	for _, row := range rows {
		for i, name := range strings.Fields(row) {
			if name != "-" {
				table[foldWord(name)] |= 1 << (i + 1)
			}
		}
	}
	return table
}

func words(rows ...string) wordSet {
	set := wordSet{}
	for _, row := range rows {
		for w := range strings.FieldsSeq(row) {
			set[foldWord(w)] = true
		}
	}
	return set
}

// Words that stand inside a date.
var (
	ordinals   = words(`st nd rd th er re e o a го е ое й ին`)
	dayWords   = words(`st nd rd th er re e o a го е ое й ին`, `of de del di d the в ta`)
	monthWords = words(`of de del di d the year года року`)
	yearWords  = words(`г год года р року թ թվական թվականի il ildə cü cı cu ci nci жылғы жылы ж წლის წ de m év d`)
)

// clockWords may stand beside a date without making it more than a date.
var clockWords = words(
	`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun`,
	`montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so`,
	`lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim`,
	`lunes martes miércoles jueves viernes sábado domingo`,
	`segunda terça quarta quinta sexta feira sábado`,
	`lunedì martedì mercoledì giovedì venerdì sabato domenica`,
	`maandag dinsdag woensdag donderdag vrijdag zaterdag zondag`,
	`понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс`,
	`понеділок вівторок середа четвер п'ятниця субота неділя пятниця`,
	`pazartesi salı çarşamba perşembe cuma cumartesi pazar`,
	`bazar bazarertəsi ertəsi çərşənbə axşamı cümə şənbə axşam`,
	`երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի`,
	`ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა`,
	`poniedziałek wtorek środa czwartek piątek sobota niedziela`,
	`am pm a p m h t z uhr hrs hr hours at um à às a las le el il den den. on om в о u saat часов kl klo ore ora`,
	`gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet eest msk мск amt azt ist jst aest wib`,
	`г год года р թ il ildə 日 日付 일 o`,
)

// foldWord lower-cases a word and takes off its accents, so that NİSAN, Nisan and
// nisan, März and MARZ are one. Words longer than any date's are not folded.
func foldWord(s string) string {
	if len(s) > 48 {
		return ""
	}
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < 0x80
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.IsMark(r):
		case r == 'ı' || r == 'İ':
			b.WriteByte('i')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
