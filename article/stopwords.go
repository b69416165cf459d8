package article

import (
	"strings"
	"unicode"
)

// A script and the languages written in it; one language alone needs no further look,
// and none listed means any other.
type script struct {
	table     *unicode.RangeTable
	languages string
}

// The places in scripts that Japanese needs.
const (
	han      = 1
	hiragana = 2
	katakana = 3
)

var scripts = [...]script{
	{unicode.Latin, ""},
	{unicode.Han, "zh"},
	{unicode.Hiragana, "ja"},
	{unicode.Katakana, "ja"},
	{unicode.Cyrillic, "ru uk be bg sr mk kk ky tg mn uz az tt ba ce os bs"},
	{unicode.Arabic, "ar fa ur ps ckb ku ug sd az pa"},
	{unicode.Hebrew, "he"},
	{unicode.Greek, "el"},
	{unicode.Armenian, "hy"},
	{unicode.Georgian, "ka"},
	{unicode.Hangul, "ko"},
	{unicode.Devanagari, "hi ne mr"},
	{unicode.Bengali, "bn"},
	{unicode.Tamil, "ta"},
	{unicode.Telugu, "te"},
	{unicode.Kannada, "kn"},
	{unicode.Malayalam, "ml"},
	{unicode.Gujarati, "gu"},
	{unicode.Gurmukhi, "pa"},
	{unicode.Sinhala, "si"},
	{unicode.Thai, "th"},
	{unicode.Lao, "lo"},
	{unicode.Khmer, "km"},
	{unicode.Myanmar, "my"},
	{unicode.Tibetan, "bo"},
	{unicode.Ethiopic, "am"},
}

// otherScripts are the languages that are never written in Latin letters in the press.
const otherScripts = " ru uk be bg mk ar fa ur ps he el hy ka ko zh ja hi ne mr bn ta te kn ml gu si th lo km my am "

// A language is a tag and its commonest words, and letters that set it apart from its
// neighbours.
type language struct {
	tag, words, letters string
}

var languages = [...]language{
	{"en", `the of and to in is that for on with as was by at from are his this be has have it not an which were their will but had they its said been who would more he she after about than also there when what`, ""},
	{"fr", `le la les de des du et à en un une est que qui dans pour par sur au aux avec pas ne ce cette il elle sont son sa ses se plus été mais ont ou leur nous vous d'un d'une c'est qu'il l'on même a avant après entre deux selon contre cet ces aussi était serait être fait`, "çœêèùû"},
	{"de", `der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein`, "ßäü"},
	{"es", `de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante según dijo fue`, "ñ¿¡"},
	{"pt", `de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos são foi disse às pelos`, "ãõç"},
	{"it", `di che è e la il un a per in una sono mi ho non lo ma con ha si le su da del della dei nel alla al più come anche gli delle dal nella ai questo stato sua degli dalla sul ancora essere se dopo tra fra`, "èìòù"},
	{"nl", `de het een van en in is dat op te zijn met voor niet aan er die maar om ook als dan door over naar bij wordt heeft nog uit worden werd hij zij ze wel tot deze kan meer geen na al was haar zal`, "ĳ"},
	{"pl", `i w na z do że się nie to jest o jak po za przez od dla oraz są ale przy ma był będzie tym tego jego który która które już tylko było może czy także jej ich roku została także przed`, "łąęśźżćń"},
	{"cs", `a v na se že s je o do z i to pro za k ve by ale jsou jako od po který která které byl bylo jeho při aby jak už nebo podle však také má není tak co až před mezi roce jsem řekl`, "řěů"},
	{"sk", `a v na sa že s je o do z aj to pre za k vo by ale sú ako od po ktorý ktorá ktoré bol bolo jeho pri aby už alebo podľa však tiež má nie tak čo až pred medzi roku povedal`, "ľĺŕô"},
	{"ro", `de și în a la cu pe că este din nu o un pentru ce mai care sunt prin au fost al sa se ale după dar lui între unei unui această acest fi va ar iar spus despre cele către`, "șțăşţâî"},
	{"hu", `a az és hogy nem is egy van de meg csak ez ha volt már el mint még lesz sem azt ezt vagy majd után között szerint minden nagyon kell miniszter illetve amely aki ami lehet mert pedig`, "őű"},
	{"tr", `ve bir bu da de için ile olarak olan çok daha gibi en sonra kadar ise ne her ancak var yok değil olduğu olduğunu arasında tarafından göre etti oldu dedi edildi diye büyük konusunda üzerinde şekilde`, "ğşı"},
	{"az", `və bir bu da də üçün ilə olan olaraq ki onun isə belə daha görə sonra kimi bildirib edib ediblər olub qeyd deyib haqqında tərəfindən edir idi həm edilib arasında müzakirə`, "əğşı"},
	{"uz", `va bir bu bilan uchun ham edi deb esa bo'lgan boʻlgan o'z oʻz kerak haqida qilish hamda tomonidan mumkin emas keyin yoki ushbu orqali bo'yicha boʻyicha davlat aytdi`, ""},
	{"sq", `dhe në të i e një për me që nga është ka se do nuk kanë tha duke si u më ishte kjo ky janë edhe pas por ose tij saj mund gjatë së`, "ëç"},
	{"hr", `i u je na da se za su od s o koji koja koje će bi kao što ne ali iz ili nakon prema kako bio bila biti također tko rekao samo još može nije više predsjednik dio uvjet europski vijeće gdje`, "đžšćč"},
	{"sr-Latn", `i u je na da se za su od sa o koji koja koje će bi kao što ne ali iz ili posle prema kako bio bila biti takođe ko rekao samo još može nije više predsednik deo uslov evropski savet gde`, "đžšćč"},
	{"sl", `in v je na za se so da z s ki pa o od po bi kot ne tudi bo ali bil bila še med iz pri kar ni že ter lahko proti glede zaradi vendar dejal kako pred`, "čšž"},
	{"sv", `och i att det som en på är av för med den till inte ett om har de var från han vid men så sig under efter eller ut kan man nu också mellan bland enligt säger`, "åäö"},
	{"da", `og i at det er en til af på for med den de ikke som et der har om var fra han men så sig efter eller kan man nu også mellem ifølge siger blev være skal hvor`, "æøå"},
	{"no", `og i å det er en til av på for med den de ikke som et har om var fra han men så seg etter eller kan man nå også mellom ifølge sier ble være skal hvor`, "æøå"},
	{"fi", `ja on ei että se oli hän ovat mutta myös kun joka mukaan sen kuin ole sekä tai jos vain ovat hänen jälkeen kanssa olisi voi välillä koska vuoden nyt vielä ennen`, "äö"},
	{"et", `ja on ei et see oli ta kui ka mis oma või ning pärast kes aga selle tema peab ütles vahel kuid siis veel enne nagu olla kohta`, "õäöü"},
	{"lv", `un ir ar par no ka uz lai to kas tas kā bet arī pēc ko vai nav bija gan tika pie līdz starp viņš tiek jau savu`, "āēīūķļņģ"},
	{"lt", `ir yra kad su į iš tai bet kaip ar už jo apie buvo po dėl per taip pat nuo jų jis ne bus jau kurie kuris tarp teigė`, "ėųįąęū"},
	{"id", `yang dan di dengan untuk dari pada ini itu dalam tidak akan ke adalah oleh juga telah kami mereka karena bahwa sebagai atau ada menteri antara kata lebih saat tersebut bisa`, ""},
	{"ms", `yang dan di dengan untuk dari pada ini itu dalam tidak akan ke ialah oleh juga telah kami mereka kerana bahawa sebagai atau ada menteri antara kata lebih ketika tersebut boleh`, ""},
	{"vi", `và của là có các trong cho được với không một những người này đã khi về từ để ra đến theo tại sẽ nhiều trên như nước cũng đó nhưng ông hai bộ`, "ăđơưạảấầẩậắằẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữự"},
	{"ca", `de la que i el en a els les del amb per un una és no al com més dels ha va aquest aquesta també són però seva seu entre fins sobre segons`, "çèò·"},
	{"tl", `ng sa ang mga na ay at ito para hindi rin niya nang kung siya may kanyang mula ayon lang pero dahil naman isang sinabi ni si`, ""},
	{"sw", `ya na wa kwa ni katika la za cha kuwa hiyo huo hii pia kama lakini yake baada ambao ambayo rais serikali nchi kwamba alisema watu siku`, ""},
	{"so", `iyo oo ka ku in u waa ee ah aan la waxaa uu ayaa soo isaga badan kale laakiin sida mid waxay dowladda madaxweynaha sheegay`, ""},
	{"eu", `eta da ez dira du bat hau baina ere izan dute zuen egin bere duen dela gabe arte esan behar`, ""},
	{"is", `og í að er á sem var til við um en það hann með ekki af fyrir hefur frá eru segir verið hafi þess`, "ðþæö"},
	{"ga", `an agus na ar i go is a le do ag sé bhí tá nach gur faoi mar ach sin seo`, ""},
	{"ru", `и в не на что с по как это он к но из у за от так для о же до было бы все его ее она они мы вы также после если был быть при который которые об уже или чтобы этом заявил сообщил между`, "ыэъё"},
	{"uk", `і в не на що з та до як це він але за від для про було його її вона вони ми також після якщо був бути при який які вже або щоб між у зі під час є над йому заявив повідомив`, "іїєґ"},
	{"be", `і ў не на што з да як гэта ён але за ад для пра было яго яе яна яны мы таксама пасля калі быў быць пры які якія ўжо або каб паміж у па са адзначыў паведаміў дзе таму`, "іўё"},
	{"bg", `и в на да се за от с че по е са не ще като към до или което който която но след при бъде беше има през също между само им му този тази това трябва може каза заяви обаче още няма са те ли ни въпреки тъй сред`, "ъ"},
	{"sr", `и у је на да се за су од са о који која које ће би као што не али из или после према како био била бити такође рекао само још може није више председник између`, "јљњђћџ"},
	{"mk", `и во на да се за од со е дека ќе не по што кој која кои како но или при меѓу биде беше има исто така само по нив овој оваа ова треба може рече изјави`, "јљњќѓѕџ"},
	{"kk", `және бір бұл мен үшін деп болып да де екен туралы бар жоқ өз кейін осы сол бойынша арасында қазақстан деді айтты болған керек ретінде тарапынан`, "әғқңөұүһі"},
	{"ky", `жана бир бул менен үчүн деп болуп да де эмес жөнүндө бар жок өз кийин ошол боюнча ортосунда деди айтты болгон керек катары тарабынан`, "ңөү"},
	{"tg", `ва дар аз ба ки бо барои ин он аст шуд мебошад кард низ вале ё то баъд гуфт байни тоҷикистон ҷумҳурии аз ҷониби мешавад буд`, "ҷӣӯҳқғ"},
	{"mn", `нь болон энэ юм байна гэж бол тухай байсан улсын уу дээр хийх болсон мөн гэсэн ба харин дараа монгол хэлэв`, "өү"},
	{"ar", `في من على إلى أن عن مع هذا هذه التي الذي كان ما لا بين بعد قال كما أو ذلك إن قد لم وقال خلال حول عند كل غير أنه حيث وفي`, "ةىإأ"},
	{"fa", `و در به از که این را با است برای آن یک تا خود بر هم می شد شده های کرد ما نیز وی اما گفت بود باید هر یا دو کشور روز پس بین ها`, "پچژگیک"},
	{"ur", `کے کی میں ہے کا سے کو اور نے پر یہ ہیں کہ بھی اس ان تھا جو کر ایک گیا تو نہیں رہے لیے ساتھ کہا بعد وہ ہو تھے درمیان`, "ٹڈڑےںھہ"},
	{"ps", `د په او چې ته کې له یې هم دا سره نه پر تر دی وي شوي کړي ده وویل هغه خو دغه کوي بل ترمنځ`, "ټډړښځڅېۍ"},
	{"ckb", `لە و بۆ بە کە ئەو ئەم لەگەڵ دوای هەروەها بۆ ناو نێوان کرد دەکات بوو گوتی هەرێمی`, "ۆێەڵڕڤ"},
	{"ug", `ۋە بىر بۇ بىلەن ئۈچۈن دەپ بولۇپ ئۇ كېيىن ھەم قىلىش ئارىسىدا دېدى`, "ۋۇۆۈېئە"},
	{"hi", `के में है की और से का को पर ने कि यह हैं भी इस एक नहीं था कर हो गया लिए साथ कहा बाद वह रहे थे तो या बीच जो`, ""},
	{"ne", `र छ को मा ले गरेको छन् भएको पनि यो लागि गर्न गरे हो थियो भने बीच तथा नेपाल उनले बताए`, ""},
	{"mr", `आहे आणि या च्या ते हे की होते केले नाही तर मध्ये आहेत यांनी म्हणाले झाले केली व असे साठी पण`, ""},
}

// The sets of languages that have a word or a letter, by their place in languages.
var (
	commonWords   = wordIndex()
	commonLetters = letterIndex()
)

func wordIndex() map[string]uint64 {
	index := make(map[string]uint64)
	for i, l := range languages {
		for w := range strings.FieldsSeq(l.words) {
			index[w] |= 1 << i
		}
	}
	return index
}

func letterIndex() map[rune]uint64 {
	index := make(map[rune]uint64)
	for i, l := range languages {
		for _, r := range l.letters {
			index[r] |= 1 << i
		}
	}
	return index
}
