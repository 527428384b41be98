// Package transport is the only way out of the house: every request to another server goes through it.
//
// Begin reading at: Transport.Get in get.go and Transport.Post in post.go; target.go and guard.go say where a request
// may go at all.
//
// The path: keys, actors, objects, WebFinger, NodeInfo, remote pictures and importers use Get; deliveries use Post.
//
// Keeps these promises:
//   - whatever address a name leads to, only the one being connected to is judged, at the moment of connecting, so a
//     name that changes its mind between look-ups gains nothing; redirects are judged like first requests;
//   - without Config.AllowPrivateNetwork only https, ports 80 and 443, and global unicast addresses are reached, never
//     through a proxy from the environment;
//   - no answer costs more than its limit in time (20 s, waiting for the host's turn included) and memory (after
//     decompression), and no host has more than 4 requests of ours at once, so a bad one delays only itself;
//   - a signature is made anew for each hop and never sent to another origin, nor again after a detour through one;
//   - a Transport is safe for concurrent use and holds state only for hosts with requests under way.
//
// Does not: retry, cache, or remember failing hosts (deliveries do); decide whether a document is true (federation);
// make signatures (federation/signature: its Key and MessageKey are Signers).
//
// Standards & tests: RFC 9110 (redirects section 15.4, Retry-After 10.2.3), the IANA special-purpose address
// registries (through code.dny.dev/ssrf), WHATWG URL (hosts that end in a number). Tests are named after the threats
// they hold off (S1 addresses, S2 rebinding, S3 redirects, S4 injection, S5 hostile answers) and run on loopback:
// go test ./federation/transport.
package transport
