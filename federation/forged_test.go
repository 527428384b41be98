package federation

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// forgery is a request on its way to be spoilt: change before signing, or after.
type forgery struct {
	req       *http.Request
	body      []byte
	key       *rsa.PrivateKey
	keyID     string
	algorithm string
	headers   []string
	target    string
	victim    *peer
}

// sign is a signer of its own, that also makes signatures no honest one would.
func (f *forgery) sign(t *testing.T) {
	t.Helper()
	var lines []string
	for _, name := range f.headers {
		switch name {
		case "(request-target)":
			lines = append(lines, "(request-target): "+f.target)
		case "host":
			lines = append(lines, "host: "+f.req.Host)
		default:
			lines = append(lines, name+": "+f.req.Header.Get(name))
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	raw, err := rsa.SignPKCS1v15(rand.Reader, f.key, crypto.SHA256, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	f.req.Header.Set("Signature", fmt.Sprintf(`keyId="%s",algorithm="%s",headers="%s",signature="%s"`,
		f.keyID, f.algorithm, strings.Join(f.headers, " "), base64.StdEncoding.EncodeToString(raw)))
}

func (f *forgery) without(name string) {
	var kept []string
	for _, header := range f.headers {
		if header != name {
			kept = append(kept, header)
		}
	}
	f.headers = kept
}

func (f *forgery) replace(old, new string) {
	f.req.Header.Set("Signature", strings.Replace(f.req.Header.Get("Signature"), old, new, 1))
}

func (f *forgery) setBody(body []byte) {
	again := newPostBody(f.req, body)
	f.req.Body, f.req.ContentLength, f.req.GetBody = again.Body, again.ContentLength, again.GetBody
}

func newPostBody(like *http.Request, body []byte) *http.Request {
	req, _ := http.NewRequest(like.Method, like.URL.String(), strings.NewReader(string(body)))
	return req
}

func digestOf(body []byte) string { return signature.Digest(body) }

// before and after hold every way of forging we know of; each must fail for every type of activity.
var before = map[string]func(*forgery){
	"target not signed":       func(f *forgery) { f.without("(request-target)") },
	"host not signed":         func(f *forgery) { f.without("host") },
	"date not signed":         func(f *forgery) { f.without("date") },
	"digest not signed":       func(f *forgery) { f.without("digest") },
	"nothing signed":          func(f *forgery) { f.headers = nil },
	"only the date signed":    func(f *forgery) { f.headers = []string{"date"} },
	"header signed twice":     func(f *forgery) { f.headers = append(f.headers, "date") },
	"no digest":               func(f *forgery) { f.req.Header.Del("Digest") },
	"digest of another body":  func(f *forgery) { f.req.Header.Set("Digest", digestOf([]byte("{}"))) },
	"empty digest":            func(f *forgery) { f.req.Header.Set("Digest", "SHA-256=") },
	"digest by MD5":           func(f *forgery) { f.req.Header.Set("Digest", "MD5=1B2M2Y8AsgTpgAmY7PhCfg==") },
	"two digests in one":      func(f *forgery) { f.req.Header.Set("Digest", digestOf([]byte("{}"))+","+digestOf(f.body)) },
	"no date":                 func(f *forgery) { f.req.Header.Del("Date") },
	"date two hours old":      func(f *forgery) { f.req.Header.Set("Date", httpTime(-2*time.Hour)) },
	"date two hours ahead":    func(f *forgery) { f.req.Header.Set("Date", httpTime(2*time.Hour)) },
	"date unreadable":         func(f *forgery) { f.req.Header.Set("Date", "yesterday") },
	"for another path":        func(f *forgery) { f.target = "post /ap/blogs/1/inbox" },
	"for another method":      func(f *forgery) { f.target = "get /ap/inbox" },
	"for another host":        func(f *forgery) { f.req.Host = "elsewhere.example" },
	"key of a neighbour":      func(f *forgery) { f.keyID = f.victim.URL + "/mallory#main-key"; f.key = keyPool()[2] },
	"own key, neighbour's id": func(f *forgery) { f.key = keyPool()[2] },
	"key of another origin":   func(f *forgery) { f.keyID = "http://127.0.0.1:9/mallory#main-key"; f.key = keyPool()[2] },
	"key the actor lacks":     func(f *forgery) { f.keyID += "-2" },
	"key without a scheme":    func(f *forgery) { f.keyID = "mallory" },
	"key as acct":             func(f *forgery) { f.keyID = "acct:alice@example.com" },
	"key of our own":          func(f *forgery) { f.keyID = "http://" + f.req.URL.Host + "/ap/instance#main-key"; f.key = keyPool()[0] },
	"key document uploaded":   func(f *forgery) { f.keyID = f.victim.URL + "/media/key.json"; f.key = keyPool()[2] },
	"algorithm hmac-sha256":   func(f *forgery) { f.algorithm = "hmac-sha256" },
	"algorithm none":          func(f *forgery) { f.algorithm = "none" },
	"algorithm rsa-sha1":      func(f *forgery) { f.algorithm = "rsa-sha1" },
	"algorithm ed25519":       func(f *forgery) { f.algorithm = "ed25519" },
	"sha-256 called sha-512":  func(f *forgery) { f.algorithm = "rsa-sha512" },
	"body of nobody":          func(f *forgery) { f.spoilBody(`"actor":`, `"attributedTo":`) },
	"actor on another origin": func(f *forgery) { f.spoilBody(`"actor":"`+f.victim.URL, `"actor":"http://127.0.0.1:9`) },
	"id on another origin":    func(f *forgery) { f.spoilBody(`"id":"`+f.victim.URL, `"id":"http://127.0.0.1:9`) },
	"no id":                   func(f *forgery) { f.spoilBody(`"id":`, `"ID":`) },
	"no type":                 func(f *forgery) { f.spoilBody(`"type":`, `"kind":`) },
	"several actors": func(f *forgery) {
		f.spoilBody(`"actor":`, `"actor":["http://127.0.0.1:9/a","http://127.0.0.1:9/b"],"x":`)
	},
	"actor twice":               func(f *forgery) { f.spoilBody(`"type":`, `"actor":"http://127.0.0.1:9/a","type":`) },
	"actor another on the host": func(f *forgery) { f.spoilBody(`"actor":"`+f.victim.URL+"/alice", `"actor":"`+f.victim.URL+"/mallory") },
	"graph restructured":        func(f *forgery) { f.spoilBody(`"type":`, `"@graph":[],"type":`) },
	"not JSON":                  func(f *forgery) { f.spoilBody(`{`, `[`) },
	"not UTF-8":                 func(f *forgery) { f.spoilBody(`"type":`, "\"x\":\"\xff\",\"type\":") },
}

var after = map[string]func(*forgery){
	"not signed":             func(f *forgery) { f.req.Header.Del("Signature") },
	"empty signature header": func(f *forgery) { f.req.Header.Set("Signature", "") },
	"garbage signature":      func(f *forgery) { f.req.Header.Set("Signature", "garbage") },
	"no key id":              func(f *forgery) { f.replace("keyId=", "keyid2=") },
	"no signature parameter": func(f *forgery) { f.replace(",signature=", ",sig=") },
	"signature not base64":   func(f *forgery) { f.replace(`,signature="`, `,signature="!`) },
	"signature cut": func(f *forgery) {
		f.req.Header.Set("Signature", f.req.Header.Get("Signature")[:len(f.req.Header.Get("Signature"))-9]+`"`)
	},
	"signature of zeros": func(f *forgery) { f.zeros() },
	"two signatures":     func(f *forgery) { f.req.Header.Add("Signature", f.req.Header.Get("Signature")) },
	"two dates":          func(f *forgery) { f.req.Header.Add("Date", httpTime(0)) },
	"two digests":        func(f *forgery) { f.req.Header.Add("Digest", digestOf([]byte("{}"))) },
	"in Authorization": func(f *forgery) {
		f.req.Header.Set("Authorization", "Signature "+f.req.Header.Get("Signature"))
		f.req.Header.Del("Signature")
	},
	"body changed": func(f *forgery) { f.setBody(append([]byte(" "), f.body...)) },
	"body and digest changed": func(f *forgery) {
		body := append([]byte(" "), f.body...)
		f.setBody(body)
		f.req.Header.Set("Digest", digestOf(body))
	},
	"date moved":      func(f *forgery) { f.req.Header.Set("Date", httpTime(-time.Minute)) },
	"sent elsewhere":  func(f *forgery) { f.req.URL.Path = "/ap/blogs/1/inbox" },
	"headers claimed": func(f *forgery) { f.replace(`headers="`, `headers="content-type `) },
}

func (f *forgery) spoilBody(old, new string) {
	f.body = []byte(strings.Replace(string(f.body), old, new, 1))
	f.setBody(f.body)
	f.req.Header.Set("Digest", digestOf(f.body))
}

func (f *forgery) zeros() {
	value := f.req.Header.Get("Signature")
	value = value[:strings.Index(value, `signature="`)]
	f.req.Header.Set("Signature", value+`signature="`+base64.StdEncoding.EncodeToString(make([]byte, 256))+`"`)
}

func httpTime(offset time.Duration) string {
	return time.Now().Add(offset).UTC().Format(http.TimeFormat)
}

func newForgery(t *testing.T, s *site, p *peer, key signature.Key, activityType string) *forgery {
	t.Helper()
	body := activity(activityType, key.Owner)
	f := &forgery{
		body: body, key: key.Private, keyID: key.ID, algorithm: "rsa-sha256", target: "post /ap/inbox", victim: p,
		headers: []string{"(request-target)", "host", "date", "digest"}, req: newPost(t, s.url+"/ap/inbox", body),
	}
	f.req.Header.Set("Date", httpTime(0))
	f.req.Header.Set("Digest", digestOf(body))
	return f
}

func TestF1ForgedActivities(t *testing.T) {
	p := newPeer(t)
	alice := p.actor(t, "/alice", 1)
	p.actor(t, "/mallory", 2)
	p.serve("/media/key.json", "application/json", fmt.Sprintf(`{"id":%q,"type":"Key","owner":%q,"publicKeyPem":%q}`,
		p.URL+"/media/key.json", alice.Owner, publicPEM(t, 2)))
	known := newSite(t, nil)
	if got := known.send(t, alice, activity(vocab.TypeLike, alice.Owner)); got.status != http.StatusAccepted {
		t.Fatal(got)
	}
	known.heard.Store(0)
	saved := known.keys.saves
	strangers := newSite(t, nil)
	forged := 0
	try := func(t *testing.T, s *site, activityType string, prepare, spoil func(*forgery)) {
		f := newForgery(t, s, p, alice, activityType)
		prepare(f)
		f.sign(t)
		spoil(f)
		forged++
		if got := do(t, f.req); got.status != http.StatusUnauthorized && got.status != http.StatusBadRequest || len(got.text) < 10 {
			t.Errorf("%s: answered %d %q", activityType, got.status, got.text)
		}
	}
	nothing := func(*forgery) {}
	for name, prepare := range before {
		t.Run(name, func(t *testing.T) {
			for _, activityType := range inboxTypes {
				try(t, known, activityType, prepare, nothing)
			}
			try(t, strangers, vocab.TypeFollow, prepare, nothing)
		})
	}
	for name, spoil := range after {
		t.Run(name, func(t *testing.T) {
			for _, activityType := range inboxTypes {
				try(t, known, activityType, nothing, spoil)
			}
			try(t, strangers, vocab.TypeFollow, nothing, spoil)
		})
	}
	if forged < 200 {
		t.Errorf("only %d forgeries", forged)
	}
	if known.heard.Load() != 0 || strangers.heard.Load() != 0 {
		t.Errorf("%d and %d forgeries were heard", known.heard.Load(), strangers.heard.Load())
	}
	if known.keys.saves != saved || strangers.keys.saves != 0 {
		t.Error("a forgery was stored")
	}
	// The same signer and the same rig, unspoilt, get through: so it was the forging that failed.
	for _, s := range []*site{known, strangers} {
		f := newForgery(t, s, p, alice, vocab.TypeFollow)
		f.sign(t)
		if got := do(t, f.req); got.status != http.StatusAccepted || s.heard.Load() != 1 || s.last.Load().Actor != alice.Owner {
			t.Errorf("the honest one got %d %q", got.status, got.text)
		}
	}
}

// A key document may not lend an actor a key that the actor does not list, and an actor may not list another's.
func TestF1KeysAreTheActorsOwn(t *testing.T) {
	mallory := newPeer(t)
	for name, change := range map[string]func(map[string]any){
		"owner is another":     func(doc map[string]any) { doc["publicKey"].(map[string]any)["owner"] = mallory.URL + "/else" },
		"id is another":        func(doc map[string]any) { doc["id"] = mallory.URL + "/other" },
		"id of another origin": func(doc map[string]any) { doc["id"] = "http://127.0.0.1:9/alice" },
		"no key":               func(doc map[string]any) { delete(doc, "publicKey") },
		"key id of elsewhere":  func(doc map[string]any) { doc["publicKey"].(map[string]any)["id"] = "http://127.0.0.1:9/x#main-key" },
		"no actor":             func(doc map[string]any) { doc["type"] = "Note" },
		"weak key": func(doc map[string]any) {
			doc["publicKey"].(map[string]any)["publicKeyPem"] = "-----BEGIN PUBLIC KEY-----\n"
		},
		"key document missing":  func(doc map[string]any) { doc["publicKey"] = mallory.URL + "/mallory#main-key" },
		"inbox is another's":    func(doc map[string]any) { doc["inbox"] = "http://127.0.0.1:9/inbox" },
		"key of another's name": func(doc map[string]any) { doc["publicKey"].(map[string]any)["id"] = mallory.URL + "/victim#main-key" },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, nil)
			key := mallory.actor(t, "/mallory", 2, change)
			if got := s.send(t, key, activity(vocab.TypeFollow, key.Owner)); got.status != http.StatusUnauthorized || s.heard.Load() != 0 {
				t.Errorf("%d %q", got.status, got.text)
			}
		})
	}
}

// Keys in documents of their own are found, if the document is what it should be.
func TestKeyInItsOwnDocument(t *testing.T) {
	p := newPeer(t)
	link := func(doc map[string]any) { doc["publicKey"] = p.URL + "/key" }
	key := p.actor(t, "/alice", 1, link)
	key.ID = p.URL + "/key"
	p.document("/key", map[string]any{"type": "Key", "owner": key.Owner, "publicKeyPem": publicPEM(t, 1)})
	s := newSite(t, nil)
	if got := s.send(t, key, activity(vocab.TypeFollow, key.Owner)); got.status != http.StatusAccepted || s.heard.Load() != 1 {
		t.Errorf("%d %q", got.status, got.text)
	}
	for _, doc := range []map[string]any{
		{"type": "Key", "owner": p.URL + "/bob", "publicKeyPem": publicPEM(t, 1)},
		{"type": "Key", "publicKeyPem": publicPEM(t, 1)},
		{"type": "Key", "owner": key.Owner, "publicKeyPem": publicPEM(t, 1), "id": p.URL + "/key2"},
	} {
		p.document("/key", doc)
		s = newSite(t, nil)
		if got := s.send(t, key, activity(vocab.TypeFollow, key.Owner)); got.status != http.StatusUnauthorized {
			t.Errorf("%v: %d %q", doc, got.status, got.text)
		}
	}
}

// A key of another origin is refused before anybody is asked for it.
func TestF1ForeignKeyIsNotFetched(t *testing.T) {
	mine, yours := newPeer(t), newPeer(t)
	key, actor := mine.actor(t, "/mallory", 2), yours.actor(t, "/alice", 1)
	s := newSite(t, nil)
	if got := s.send(t, key, activity(vocab.TypeFollow, actor.Owner)); got.status != http.StatusUnauthorized || mine.gets.Load()+yours.gets.Load() != 0 {
		t.Errorf("%d %q, %d and %d fetches", got.status, got.text, mine.gets.Load(), yours.gets.Load())
	}
}
