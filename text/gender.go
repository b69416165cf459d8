package text

import (
	"strings"
	"sync"
)

// The lists of this file are general: titles, nouns for people by their role, and common
// given names of many countries. A name that both women and men have is in neither list.

// femaleTitles and maleTitles stand before names.
const (
	femaleTitles = " mrs ms miss madam madame lady queen princess dame sister mme frau signora señora duchess countess baroness empress "
	maleTitles   = " mr sir lord king prince monsieur herr signor señor father duke count baron emperor brother sheikh sultan pope imam rabbi "
	// otherTitles tell nothing of gender.
	otherTitles = " dr prof professor president minister premier chancellor secretary senator sen representative rep congressman congresswoman " +
		"governor gov mayor general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm commander judge justice " +
		"ambassador envoy spokesman spokeswoman spokesperson chairman chairwoman chair speaker director chief commissioner deputy vice " +
		"prime foreign defence defense interior finance attorney marshal cardinal bishop archbishop pastor reverend rev saint st hon " +
		"marquis honourable honorable excellency acting former officer detective inspector superintendent constable private corporal cpl "
)

// femaleNouns, maleNouns and personNouns are nouns for one person by role, kin or trade.
const (
	femaleNouns = " woman women girl girls mother mothers wife wives daughter daughters sister sisters aunt niece grandmother queen princess lady ladies " +
		"actress waitress heroine goddess widow bride girlfriend spokeswoman chairwoman businesswoman congresswoman policewoman housewife " +
		"mom mum mama duchess countess empress nun stepmother granddaughter hostess mistress ballerina businesswomen "
	maleNouns = " man men boy boys father fathers husband husbands son sons brother brothers uncle nephew grandfather king prince gentleman gentlemen " +
		"actor waiter god widower groom boyfriend spokesman chairman businessman congressman policeman fisherman monk " +
		"dad papa duke emperor guy guys bloke stepfather grandson businessmen lord pope priest bishop "
	personNouns = " person people minister president premier chancellor secretary senator representative governor mayor general colonel captain " +
		"lieutenant sergeant admiral commander judge justice ambassador envoy spokesperson chair speaker director chief commissioner deputy " +
		"leader official officer diplomat lawyer attorney lawmaker politician candidate adviser advisor aide activist journalist reporter " +
		"correspondent editor author writer poet novelist scientist researcher professor doctor physician nurse teacher student pupil " +
		"player athlete coach manager worker employee employer owner founder member soldier fighter rebel militant prisoner detainee suspect " +
		"defendant plaintiff victim witness survivor citizen resident voter child kid baby infant adult teenager parent friend colleague " +
		"partner neighbor neighbour critic expert analyst economist historian philosopher artist singer musician composer painter designer " +
		"engineer architect pilot driver farmer trader banker investor entrepreneur executive ceo delegate negotiator mediator dissident " +
		"refugee migrant immigrant visitor tourist guest customer client patient participant respondent user reader viewer listener speaker " +
		"heir successor predecessor rival opponent ally supporter follower counterpart head boss star champion winner loser killer murderer " +
		"thief criminal terrorist hostage police pope monarch ruler dictator tyrant viceroy marshal scholar linguist mathematician physicist " +
		"chemist biologist astronomer inventor explorer sailor merchant slave servant peasant noble aristocrat inspector detective agent spy " +
		"guard cop lover spouse sibling cousin relative ancestor descendant twin orphan learner individual adolescent youth librarian clerk " +
		"petitioner respondent counsel prosecutor juror appellant applicant narrator character hero protagonist "
	// groupNouns name many people in the singular, which "they" and "it" both take.
	groupNouns = " government army police team band company group party family committee council parliament ministry court board crew staff public " +
		"union union's club agency commission department administration army navy force forces delegation side press media union alliance " +
		"coalition opposition congress senate assembly organization organisation association institute university school bank firm corporation " +
		"couple pair majority minority community nation country state city population audience generation company cabinet bureau office "
)

const (
	timeNames = " monday tuesday wednesday thursday friday saturday sunday january february march april june july august september " +
		"october november december jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun bc ad bce ce inc ltd est gmt "
	// placeStarts begin names of places whose words hang together as those of people do.
	placeStarts = " san santa santo são los las new saint st rio el la le puerto port fort mount mt lake cape north south east west " +
		"northern southern eastern western central great costa sri hong tel abu addis dar kuala phnom buenos upper lower united "
)

const femaleGiven = " abigail ada adele adriana agnes aisha aiko akane alexandra alice alicia alina aline alison amalia amanda amelia amina amy ana anastasia anastasiya " +
	"andrea angela angelina anita anna anne annette annie anya ariana asma astrid audrey ava ayesha aylin ayşe barbara beatrice beatriz becky " +
	"belinda benazir bernadette beth bethany betty beverly birgit bonnie brenda bridget britney brigitte camila camille carla carmen carol carole caroline " +
	"carolyn catalina catherine cathy cecilia celia celine charlotte chelsea cherie chiara chloe christina christine cindy claire clara claudia colleen " +
	"condoleezza connie constance cristina cynthia daisy daniela danielle daria daryna dawn deborah debra delia denise diana diane dilma dolores donna doris " +
	"dorothea dorothy ebony edith eileen ekaterina elaine eleanor elena elif elisa elisabeth elise eliza elizabeth ella ellen elsa elsie emilia emily emma " +
	"erica erika erin esther ethel eugenia eva eve evelyn fatima fatma federica felicity fiona flora florence frances francesca freya frida gabriela gabrielle " +
	"gail galina gemma genevieve georgia georgina geraldine gertrude gillian gina giorgia giovanna gisela giulia gladys gloria golda grace greta gwen gwendolyn " +
	"hanna hannah harriet hazel heather heidi helen helena helene helga henrietta hilda hillary hina hope ida imelda indira ines ingrid irena irene irina " +
	"iris irma isabel isabella isla ivana ivanka ivy jacinda jacqueline jane janet janice jasmine jeanne jennifer jenny jessica jill joan joanna joanne " +
	"josephine joyce juanita judith judy julia juliana julie juliet june kaja kamala karen karin karina karla kate katerina katherine kathleen kathryn kathy " +
	"katie katja katrina kavita kayla keiko khadija kimberly kirsten kristen kristina lara larisa laura lauren laurie layla leila lena leona leonora " +
	"leticia leyla lidia liliana lillian lily linda lisa liz liza lois loretta lorraine louisa louise lucia lucille lucinda lucy ludmila luisa lydia " +
	"mabel madeleine madeline madison magdalena maggie mahnoor maia mandy manuela marcia margaret margarita margot maria mariam marian mariana marianne marie " +
	"marilyn marina marjorie marlene marta martha martina mary maryam matilda maud maureen maya megan mei melania melanie melinda melissa mercedes mia " +
	"michelle mildred miranda miriam mireille molly mona monica monique myra nadia nadine najla nana nancy naomi natalia natalie natasha nicole nina " +
	"nora norma olena olga olive olivia oksana ophelia pamela patricia paula pauline penelope peggy petra phoebe phyllis polina polly priscilla priya rachel " +
	"rania rebecca regina renata renee rhonda rita roberta romina rosa rosalind rose rosemary rosie roxana ruth sabine sabrina sadie sakura sally samantha sandra " +
	"sanna sara sarah saskia scarlett selma serena sharon sheila shirley silvia simone sofia sonia sonja sophia sophie soraya stella stephanie sue sunita susan " +
	"susana susanna susanne suzanne svetlana svitlana sylvia tamara tanya tara tatiana tatyana teresa tessa thelma theresa therese tina tulsi ursula valentina " +
	"valeria valerie vanessa vera veronica victoria viktoria viola violet virginia wanda wendy wilhelmina winifred xenia yasmin yelena yevgenia yolanda " +
	"yoko yulia yuliya yuriko yvette yvonne zainab zara zeynep zoe zsuzsanna "

const maleGiven = " aaron abbas abdel abdul abdullah abdulla abel abraham adam adolf adrian ahmad ahmed akbar akira alan albert alberto alejandro aleksandar aleksander " +
	"aleksandr aleksei alessandro alexander alexei alexey alfonso alfred alfredo ali allan allen alfonse amir amos anatoly anders andre andreas andrei andres " +
	"andrew andriy andrzej andy angus anthony antoine anton antonio antony anwar archibald ariel armando arnold arthur artur ashraf augustus austin axel aziz " +
	"barack barry bart bartholomew bashar basil ben benedict benjamin bernard bernie bert bill billy björn bob bogdan boris brad bradley brandon brendan brett brian bruce " +
	"bruno bryan byron calvin cameron carl carlo carlos cesar chad charles charlie christian christoph christopher chuck clarence clark claude clement " +
	"clifford clinton clive colin conrad constantine corey craig curtis cyril cyrus damien dan daniel daniele darius darren dave david davide dean dennis " +
	"derek desmond dick diego dieter dimitri dirk dmitri dmitriy dmitry dmytro dominic dominique don donald doug douglas duncan dwight earl ed eddie edgar edmund " +
	"eduardo edward edwin ehud elias elijah elliot elmer elon emil emile emmanuel emanuel emmanuel enrico enrique eric erich erik ernest ernesto ernst erwin ethan eugene " +
	"evan faisal felipe felix ferdinand fernando fidel filip florian floyd francesco francis francisco francois franco frank franklin franz fred freddie frederic " +
	"frederick friedrich fritz fyodor gabriel gareth garry gary gaston gavin gennady geoffrey georg george georges georgi gerald gerard gerhard gianni gilbert giles " +
	"giovanni giuseppe glenn gordon graham greg gregor gregory guido guillaume günther gustav guy habib hamid hans harold harry harvey hashim hassan hector heinrich " +
	"helmut hendrik henri henrik henry herbert herman hermann hervé hiroshi homer horace howard hugh hugo humphrey husain hussein ian ibrahim igor ilham ilya imran " +
	"isaac isaiah ismail ivan ivo jack jacob jacques jaime jair jake jakob james janos jared jason javier jawaharlal jeff jeffrey jens jeremy " +
	"jerome jerry jesus jim jimmy joachim joao joe joel johan johann johannes john johnny jon jonas jonathan joris jorge jose josef joseph joshua josip juan judah " +
	"jules julian julio julius jürgen justin kamal karel karl keith ken kenji kenneth kevin khaled khalid kirk klaus kofi konrad konstantin kurt kyle lance lars " +
	"laurence laurent lawrence lech leo leon leonard leonardo leonid leopold leroy lester lev lewis liam lionel lloyd lorenzo louis luc luca lucas ludwig " +
	"luigi luis luiz lukas luke mahmoud mahmud malcolm manuel marc marcel marco marcos marcus mario mark marshall martin marvin masood mateo matt matteo matthew matthias " +
	"maurice max maxim maximilian mehmet mel michael michel miguel mihail mikael mike mikhail milan miles milos miroslav mitchell mitt mohamed mohammad mohammed " +
	"morris moses muammar muhammad murat mustafa narendra nathan nathaniel ned neil nelson nestor neville nicholas nick nicolae nicolas nigel nikola nikolai " +
	"nikolay noah noel norman nouri oleg olaf oliver olivier omar oscar osama osman oswald otto owen pablo paolo pascal patrick paul paulo pavel pedro pervez pete peter petr " +
	"petro phil philip philippe phillip pierre pieter pietro piotr pyotr qubad rafael rafiq rahul ralph ramon ramzan randy raphael rashid raul ray raymond recep reginald " +
	"rene rex reza ricardo riccardo richard rick robert roberto rod roderick rodney rodrigo roger roland rolf roman ron ronald ross roy rudolf rudolph rupert " +
	"russell ryan saad saddam salman salvador samuel satoshi scott sean sebastian serge sergei sergey sergio seth shawn shimon shinzo sidney sigmund silvio simon " +
	"slobodan soren stalin stanislav stanley stefan stephane stephen steve steven stewart stuart sven sylvester taro tariq ted terence theo theodor theodore thierry thomas " +
	"tim timothy toby todd tom tommy tony travis trevor ulrich umberto vaclav valentin valery vasily vernon victor viktor vincent vitaly vittorio vlad vladimir " +
	"volodymyr vyacheslav walid walter warren wayne werner wilfred wilhelm willem william willie willy winston wolfgang woodrow xavier yasser yehuda yevgeny yigal yitzhak yoshihide yuri yusuf " +
	"yves zachary zbigniew zhivko zoran "

// A lexis is what the lists say of a word.
type lexis uint16

const (
	isFemaleTitle lexis = 1 << iota
	isMaleTitle
	isTitle
	isFemaleNoun
	isMaleNoun
	isPersonNoun
	isGroupNoun
	isFemaleGiven
	isMaleGiven
	isTimeName
	isPlaceStart
)

// lexicon holds the words of all lists.
var lexicon = sync.OnceValue(func() map[string]lexis {
	m := make(map[string]lexis, 2048)
	for list, is := range map[string]lexis{
		femaleTitles: isFemaleTitle | isTitle, maleTitles: isMaleTitle | isTitle, otherTitles: isTitle,
		femaleNouns: isFemaleNoun | isPersonNoun, maleNouns: isMaleNoun | isPersonNoun, personNouns: isPersonNoun,
		groupNouns: isGroupNoun, timeNames: isTimeName, placeStarts: isPlaceStart, femaleGiven: isFemaleGiven, maleGiven: isMaleGiven,
	} {
		for word := range strings.FieldsSeq(list) {
			m[word] |= is
		}
	}
	return m
})
