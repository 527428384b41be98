package main

import "net/http"

// said and warned are the ways to be shown.
func said(text string) remark            { return remark{shown: true, text: text} }
func warned(warning, text string) remark { return remark{shown: true, text: text, warning: warning} }

// unheard is what is not for everybody, and so for nobody here, or says nothing.
var unheard = remark{}

// words is what readers see of each document when it answers our article.
var words = map[string]remark{
	"001": said("Hello Lemmy!"),
	"003": unheard,
	"006": warned("introduction post", "hello everyone!"),
	"008": said("test post from b"),
	"011": said("Un regard impertinent et libre, orchestré par Patrick Menais"),
	"013": unheard,
	"016": unheard, // two votes in a poll
	"018": unheard,
	"021": said("Hello."),
	"023": said("Prismo now supports federated follows!"),
	"026": unheard, // it names no audience
	"028": unheard,
	"031": said("test body"),
	"033": said("test"),
	"036": said("Hello world"),
	"038": said("It's a note"),
	"041": said("hello"),
	"043": unheard, // a vote
	"046": unheard,
	"048": said("yay ^^"),
	"051": said("BEEEEEES"),
	"053": said("So does this federate now?"),
	"056": said("this post was not actually written by Haelwenn"),
	"058": said("https://example.com/media/4d6097"), // a picture without words
	"061": said("A simple note"),
	"063": said("Hello Lemmy!"),
	"066": said("This is what a topic and post looks like."),
	"068": said("It has been one month since the last \"This Month in Plume\" article"),
	"071": said("something"),
	"073": said("foo bar"),
	"076": said("foo bar"),
	"078": said("This is an interesting page."),
	"081": said("A Webpage"),
	"083": said("https://example.org/w/jifTXYpdLJSU269svW8Jdb"), // a video without words
	"086": said("This is a test Audio for Pleroma."),
	"088": said("A Party!"),
	"091": said("a posh ceilidh, with some exciting new ways to turn your partner"),
	"093": said("What should I eat for breakfast today?"),
	"246": unheard, // a Tombstone
	"248": said("Picture of Sally"),
	"251": unheard,
	"253": said("content"),
	"256": said("Is ActivityPub too complicated?"),
}

// role is how an actor is known here, or why not.
type role struct {
	name, handle string
	status       int
}

// cast is who speaks for each actor's document.
var cast = map[string]role{
	"096": {name: "Angus McLeod", handle: "@angus@"},
	"098": {name: "Compositions", handle: "@compositions@"},
	"101": {name: "57H", handle: "@57H@"},
	"103": {status: http.StatusUnauthorized}, // no inbox, so nobody to talk to
	"106": {name: "Григорий Клюшников", handle: "@grishka@"},
	"108": {name: "Matthias Pfefferle", handle: "@matthias@"},
	"111": {name: "Thomas Citharel", handle: "@tcit@"},
	"113": {status: http.StatusUnauthorized},
	"116": {name: "Bar"},
	"118": {name: "nutomic", handle: "@Nutomic@"},
	"121": {handle: "@eal@"},
	"123": {name: "Rob's Owncast Server", handle: "@rgh@"},
	"126": {name: "Enterprise", handle: "@enterprise.lemmy.ml@"},
	"128": {name: "admin", handle: "@admin@"},
	"131": {name: "Bernie2020 group", handle: "@Bernie2020@"},
	"133": {name: "Iotide", handle: "@Iotide@"},
	"136": {status: http.StatusUnauthorized},
	"138": {name: "We Distribute", handle: "@blog@"},
}

// scene is what becomes of an activity that is about something.
type scene struct {
	about   string   // our "article" or "blog", or "self": the actor
	first   []string // what the actor did before; without about, the last of it is what it is about
	status  int      // 0 is 202
	changes tally
	becomes remark // of the actor's words
}

// scenes are the activities about something, pointed at us or at what their actor did here.
var scenes = map[string]scene{
	"141": {}, // what somebody else did, passed on by a group
	"143": {about: "article", changes: tally{Boosts: 1}},
	"146": {},
	"148": {about: "article", changes: tally{Boosts: 1}},
	"151": {about: "article", changes: tally{Boosts: 1}},
	"153": {},
	"156": {about: "article", changes: tally{Likes: 1}},
	"158": {about: "article", changes: tally{Likes: 1}},
	"161": {about: "article", changes: tally{Likes: 1}},
	"163": {about: "article"},
	"166": {about: "article", changes: tally{Likes: 1}},
	"168": {first: []string{"Announce"}, changes: tally{Boosts: -1}},
	"171": {first: []string{"Follow"}, changes: tally{Followers: -1}},
	"173": {first: []string{"Like"}, changes: tally{Likes: -1}},
	"176": {},
	"178": {},
	"181": {first: []string{"Follow"}, changes: tally{Followers: -1}},
	"183": {about: "self", first: []string{"Note", "Like"}, changes: tally{Replies: -1, Likes: -1}},
	"186": {first: []string{"Note"}, changes: tally{Replies: -1}},
	"188": {first: []string{"Note"}, changes: tally{Replies: -1}},
	"191": {},
	"193": {first: []string{"Note"}, becomes: said("This is an edited comment.")},
	"196": {},
	"198": {about: "self", first: []string{"Note"}, becomes: remark{shown: true, text: "My first words", name: "Alice Updated", handle: "@alice@"}},
	"201": {first: []string{"Note"}, becomes: said("test body")},
	"203": {about: "article", status: openStatus},
	"206": {about: "article"},
	"208": {about: "blog"},
	"211": {about: "blog"},
	"213": {about: "blog", first: []string{"Follow"}, changes: tally{Followers: -1}},
	"216": {about: "blog", status: openStatus},
	"218": {about: "article", status: openStatus},
	"221": {about: "article", status: openStatus},
	"223": {about: "blog", changes: tally{Followers: 1}},
	"226": {about: "blog", changes: tally{Followers: 1}},
	"228": {about: "article"},
	"231": {about: "article"},
	"258": {about: "blog"},
	"261": {about: "article"},
}
