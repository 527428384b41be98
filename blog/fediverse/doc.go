// Package fediverse is the bridge: the only room that knows both the blog and ActivityPub.
//
// What this room is: it gives package federation what other servers ask for (actors, articles,
// collections), turns what they send into use cases of package blog, turns changes of articles
// into activities, and delivers them.
//
// Begin reading at: Bridge (bridge.go) for how it all hangs together; article.go for the document
// other servers see; inbox.go for what they may do; announce.go for what they are told; find.go for
// what our people see of them, interact.go and answer.go for what they do there; courier (courier.go)
// for how everything reaches them; form.go for what each software is sent, and look.go for what it shows of that.
//
// The path: publish: a job -> Bridge.Announce -> blog.Service.Broadcast -> deliveries || courier ->
// federation.Context.Deliver. Follow: federation's inbox -> Bridge.onFollow ->
// blog.Service.AddFollower, the Accept being one more delivery. Answer: the desk -> Bridge.Find ->
// blog.Service.Answer || Bridge.TellAnswer -> deliveries.
//
// Keeps these promises: ids of activities are made from their cause, so a job that runs twice sends
// nothing twice; deliveries about one object reach one inbox in order; a delivery is lost neither by
// a restart nor by kill -9, and sent again at most once if we die between their answer and our note
// of it; a host that is down costs nobody else any time.
//
// Does not: check signatures or origins (package federation), write SQL (package store), decide who
// may what (package blog).
//
// Standards & tests: ActivityPub, FEP-b2b8 (articles), FEP-044f (quotes), FEP-1b12 (publications, pass_on.go), FEP-2677, FEP-67ff, FEP-7888:
// FEDERATION.md says exactly what is sent and accepted. Golden files hold the documents; tests run two
// sites against each other.
package fediverse
