// Package hub is a WebSub hub for this site's own feeds: who subscribes is sent a feed within seconds of a change, in
// place of asking for it again and again.
//
// # Begin reading at
//
// Hub.ServeHTTP in hub.go takes a subscription; verify.go asks the subscriber whether it is meant; tell.go sends.
//
// # The path
//
// A feed names the hub (blog/page) -> a subscriber posts hub.mode, hub.topic and hub.callback -> the job Verify asks the
// callback -> an article changes -> Changed compares each subscribed feed with what its subscribers got last -> one
// job Tell each.
//
// # Keeps these promises
//
// Nobody is subscribed who did not confirm it. A feed is sent if it differs from what its subscriber got last, whatever
// the reason, and once only; what fails is tried again for about a day, and with the next change. With a secret every
// body is signed (SHA-256). Subscriptions end by themselves.
//
// Strangers cannot make us ask others without bounds: askings of one host and of all are counted, and so are
// subscriptions. Requests go through the guarded transport.
//
// # Does not
//
// Be a hub for other sites: a topic is a feed of ours. Write feeds: that is content/feed and blog/page; replies, which
// change too often, have no hub.
//
// # Standards & tests
//
// W3C WebSub (2018), sections 5 (subscribing), 6 (content), 7 (signatures). Tests run on both databases against
// subscribers over HTTP; cmd/pamphlet/websub_test.go goes the whole way with the real program.
package hub
