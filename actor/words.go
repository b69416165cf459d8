package actor

import "strings"

// institutionWords are the words that titles and the names of ministries are made of.
// Next to a name that is somebody's own they may be in lower case: "US secretary of
// state", "the European commission".
var institutionWords = set(`
a academy adjutant administration adviser advisor affairs agency ambassador and armed army assembly assistant
attorney authority bank board body bureau cabinet center central centre chair chairman chairperson chairwoman
chamber chancellor chief civil command commander commerce commission commissioner committee communications community
congress constitutional consul consulate cooperation corps council counsellor court crown defence defense delegation
department deputies deputy development diplomat diplomatic director directorate economic economy embassy emergency
emir emirate energy envoy executive external federal finance first for force forces foreign front general government
governor grand guard head health high home house human immigration in information integration intelligence interior
internal international joint judiciary justice king kingdom law lawmakers leader leadership legislative lower
majesty medical migration military minister ministers ministry mission monarch national navy of office officer
official on parliament parliamentary party peace people peoples permanent plenipotentiary police policy political
premier presidency president presidential press prime prince princess privy prosecutor prosecutors protection public
queen regional relations representative representatives republic rights royal ruler s secretariat secretary security
senate senator service services sheikh speaker special spokesman spokesperson spokeswoman staff state states sultan
summit supreme the to top trade treasury tribunal trustee under union upper vice war
`)

// commonWords are English words and places that are also last names or acronyms. Last
// names among them are not looked for in texts.
var commonWords = set(`
ace aid al am an ana app april art ash august ball ban bank banks bar baron bass bay bean bell best bigot bird
bishop black blood bond bones brand bridges bright brook brown bull burn burns bush camp car carter case cash castle
chance chase church clay close coal cook cop corn cotton cross dad day days dean dear december do driver duke dull
early east eco end england english fair fall farmer february field fields fine flood flowers fly forest french
friday frost fry garden german glass go gold golden good gore grace grant grave graves gray green grey gross ground
guest guy hall hand hay he head heard hill hills ho holder home hood hook hope horn house hunt in ireland is it
january joy judge july june just justice keen king la lake lamb land lane law lawless lay le leader leaf leave less
light link little lock long lord loud love low madam major male man map march marine may mercy mia min mint mix
monday moon moore more morning moss most mount mr mrs my nan nation new night no noble north november nun october oh
on or pace page pages palm paris park peace peach pearl pen penny per perry pitt plant police pollard pope pound
power powers presley price pride priest prince quick rain ran ray reach read ready reason rice rich ridge river
rivers road rock rose ross rule rush russian said salt sana sand sands saturday say sea seal see self september
sharp sheikh short sir six sky small smart snow so son song south spa speaker spring star still stock stone storm
strange straw street strong sugar sum summer summers sun sunday swan sweet swift swing tap temple they thin thursday
to tower towns tree truss tuesday tune un underwood us van voice wall walls wednesday weeks well west wheat while
white who wild will win wind winter wise wish wood woods work worth wrong yes you young
`)

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
