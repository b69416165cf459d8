package actor

import "strings"

// institutionWords are the words that titles and the names of ministries are made of.
// Next to a name that is somebody's own they may be in lower case: "US secretary of
// state", "the European commission".
var institutionWords = set(`
a academy adjutant administration advisor adviser affairs agency ambassador and armed army assembly assistant
attorney authority bank board body bureau cabinet central centre center chair chairman chairperson chairwoman chamber
chancellor chief civil command commander commerce commission commissioner committee communications community congress
constitutional consul consulate cooperation corps council counsellor court crown defence defense delegation department
deputies deputy development diplomat diplomatic director directorate economic economy embassy emergency emir emirate
energy envoy executive external federal finance first for force forces foreign front general government governor grand
guard head health high home house human immigration in information integration intelligence interior internal
international joint judiciary justice king kingdom law lawmakers leader leadership legislative lower majesty medical
migration military minister ministers ministry mission monarch national navy office officer official of on parliament
parliamentary party peace people peoples permanent plenipotentiary police policy political premier presidency president
presidential press prime prince princess privy prosecutor prosecutors protection public queen regional relations
representative representatives republic rights royal ruler s secretariat secretary security senate senator service
services sheikh speaker special spokesman spokesperson spokeswoman staff state states sultan summit supreme the to top
trade tribunal treasury trustee under union upper vice war
`)

// commonWords are English words and places that are also last names or acronyms. Last
// names among them are not looked for in texts.
var commonWords = set(`
ana app mia nan sana spa tap monday tuesday wednesday thursday friday saturday sunday january february april june july august september october
november december sir madam mr mrs
car cop eco map pace pen ace aid am an art ash ball ban bank banks bass bay bean bell best bird bishop black blood bond bones brand bridges
bright brook brown bull burn burns bush camp carter case cash castle chance chase church clay close coal cook corn
cotton cross dad day days dean dear do driver duke dull early east end england english fair fall farmer field fields
fine flood flowers fly forest french frost fry garden german glass go gold golden good gore grace grant grave graves
gray green grey ground guest guy hall hand hay he head heard hill hills ho holder home hood hook hope horn house
hunt in ireland is it joy judge just justice keen king lake lamb land lane law lawless lay leader leaf leave less
light little lock long lord loud love low major male man march marine may mercy min mint mix monday moon moore more
morning most moss mount my nation new night no noble north nun oh on or page pages palm paris park peace pearl penny
per perry pitt plant police pollard pope pound power powers presley price pride priest prince quick rain ran ray
reach read ready reason rice rich ridge river rivers road rock rose ross rule rush russian salt sand sands say sea
seal see self short six sky small smart snow so son song south speaker spring star still stone storm straw strange
street strong sugar sum summer summers sun swan sweet swift temple they thin to tower towns tree truss tune un
underwood us van voice wall walls weeks well west wheat while white who wild will win wind winter wise wish wood
woods work worth wrong yes you young
`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
