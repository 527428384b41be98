// The independent ActivityPub server of the tests: one person on Fedify, told what to do by lines of JSON.
//
//	node peer.mjs PORT KEYFILE [FIRSTKNOCK]
//
// It prints {"ready":{"actor","inbox"}} once, then one line for each thing that is posted to it:
//
//	{"received":{"path","status","scheme","verified","reason","proof","activity"}}
//
// and answers each line it reads with one that has the same number:
//
//	{"n":1,"do":"look","url":U}                       {"n":1,"found":{...}}          what Fedify makes of the document at U
//	{"n":2,"do":"finger","resource":U}                {"n":2,"found":{...}}          what WebFinger says of U
//	{"n":3,"do":"send","to":U,"activity":{"type":T}}  {"n":3,"sent":ID,"object":ID,"knocks":["rfc9421 202"]}
//	                                                                                 an activity of its own, signed
//	{"n":4,"do":"refuse","method":M,"scheme":S}       {"n":4}                        401 from now on, "" refuses nothing
//
//	{"n":5,"do":"prove","activity":{"type":T}}        {"n":5,"found":{...}}          an activity of its own with its proof, not sent
//
// or with {"n":N,"failed":"why"}. It ends with its standard input, and thus with the tests.
import { createServer } from "node:http";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createFederation, exportJwk, generateCryptoKeyPair, importJwk, MemoryKvStore, signObject, verifyObject, verifyRequest } from "@fedify/fedify";
import { Activity, Endpoints, isActor, lookupObject, Object as Thing, Person } from "@fedify/vocab";
import { lookupWebFinger } from "@fedify/webfinger";

const [port, keyFile, firstKnock = "rfc9421"] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}`;
const name = "fay";

// Other servers remember keys, so a peer that starts again must have the same.
async function keyPairs() {
  if (!existsSync(keyFile)) {
    const made = await Promise.all(["RSASSA-PKCS1-v1_5", "Ed25519"].map((kind) => generateCryptoKeyPair(kind)));
    const written = await Promise.all(made.map(async (pair) => [await exportJwk(pair.privateKey), await exportJwk(pair.publicKey)]));
    writeFileSync(keyFile, JSON.stringify(written), { mode: 0o600 });
  }
  return Promise.all(JSON.parse(readFileSync(keyFile, "utf8")).map(async ([priv, pub]) => (
    { privateKey: await importJwk(priv, "private"), publicKey: await importJwk(pub, "public") })));
}

const keys = await keyPairs();
const federation = createFederation({ kv: new MemoryKvStore(), origin, allowPrivateAddress: true, firstKnock });

federation.setActorDispatcher("/users/{identifier}", async (ctx, identifier) => {
  if (identifier !== name) return null;
  const pairs = await ctx.getActorKeyPairs(identifier);
  return new Person({
    id: ctx.getActorUri(identifier), preferredUsername: identifier, name: "Fay of the peer", url: ctx.getActorUri(identifier),
    inbox: ctx.getInboxUri(identifier), outbox: ctx.getOutboxUri(identifier), followers: ctx.getFollowersUri(identifier),
    endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }), manuallyApprovesFollowers: false,
    publicKey: pairs[0].cryptographicKey, assertionMethods: pairs.map((pair) => pair.multikey),
  });
}).setKeyPairsDispatcher(() => keys);
federation.setOutboxDispatcher("/users/{identifier}/outbox", () => ({ items: [] }));
federation.setFollowersDispatcher("/users/{identifier}/followers", () => ({ items: [] }));

// The data of a request's context is the record of what arrived with it.
federation.setInboxListeners("/users/{identifier}/inbox", "/inbox")
  .setSharedKeyDispatcher(() => ({ identifier: name }))
  .withIdempotency(() => null) // a repeat is what the tests want to see
  .onUnverifiedActivity((ctx, _, reason) => { ctx.data.reason = reason.type; })
  .on(Activity, (ctx) => { ctx.data.verified = true; });

const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");
const own = new Map(); // what this peer made, by path: others fetch it
const refused = {}; // by method: the scheme of signatures that is answered 401
const schemeOf = (headers) => headers["signature-input"] ? "rfc9421" : headers.signature ? "cavage" : "none";

// How this peer knocks at other doors, and what it is answered.
let knocks = [];
const plainFetch = globalThis.fetch;
globalThis.fetch = async (...args) => {
  const request = new Request(...args);
  const response = await plainFetch(request);
  if (request.method === "POST") knocks.push(`${schemeOf(Object.fromEntries(request.headers))} ${response.status}`);
  return response;
};

// Other servers verify GETs only in secure mode; this one does where it was told to refuse a scheme.
async function welcome(req, request) {
  if (refused[req.method] === schemeOf(req.headers)) return false;
  return req.method !== "GET" || !refused.GET || req.url.startsWith("/.well-known/") ||
    await verifyRequest(request, { documentLoader: ctx.documentLoader, contextLoader: ctx.contextLoader }) != null;
}

async function answer(req, body) {
  const record = { path: req.url, verified: false };
  const headers = new Headers(Object.entries(req.headers).map(([key, value]) => [key, String(value)]));
  const request = new Request(origin + req.url, { method: req.method, headers, body: body.length > 0 ? body : undefined });
  const response = !await welcome(req, request.clone()) ? new Response("Refused", { status: 401 }) : await federation.fetch(
    request, { contextData: record, onNotFound: () => own.has(req.url)
      ? new Response(own.get(req.url), { headers: { "Content-Type": "application/activity+json" } })
      : new Response("Not found", { status: 404 }) });
  if (req.method === "POST") {
    record.status = response.status;
    record.scheme = schemeOf(req.headers);
    record.activity = JSON.parse(body.toString());
    record.proof = await verifyObject(Activity, record.activity, { documentLoader: ctx.documentLoader, contextLoader: ctx.contextLoader }) != null;
    say({ received: record });
  }
  return response;
}

const server = createServer(async (req, res) => {
  try {
    const body = [];
    for await (const chunk of req) body.push(chunk);
    const response = await answer(req, Buffer.concat(body));
    res.writeHead(response.status, Object.fromEntries(response.headers));
    res.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    res.writeHead(500).end(String(error));
  }
});

const ctx = federation.createContext(new URL(origin), {});

async function look(url) {
  const documentLoader = await ctx.getDocumentLoader({ identifier: name });
  const found = await lookupObject(url, { documentLoader, contextLoader: ctx.contextLoader, allowPrivateAddress: true });
  if (found == null) throw new Error(`there is nothing at ${url}`);
  return found;
}

// Whatever is made gets an id, and can be fetched there.
function keep(made, kind) {
  const path = `/${kind}/${crypto.randomUUID()}`;
  const kept = { "@context": "https://www.w3.org/ns/activitystreams", id: origin + path, ...made };
  own.set(path, JSON.stringify(kept));
  return kept;
}

function make(wished) {
  const actor = ctx.getActorUri(name).href;
  const made = { ...wished, actor };
  if (made.type === "Create") made.object = keep({ attributedTo: actor, published: new Date().toISOString(), ...made.object }, "notes");
  return keep(made, "activities");
}

async function prove(wished) {
  const { privateKey, multikey } = (await ctx.getActorKeyPairs(name)).find((pair) => pair.privateKey.algorithm.name === "Ed25519");
  const proved = await signObject(await Thing.fromJsonLd(make(wished), ctx), privateKey, multikey.id, ctx);
  return { found: await proved.toJsonLd({ format: "compact", contextLoader: ctx.contextLoader }) };
}

async function send(to, wished) {
  const activity = make(wished);
  const recipient = await look(to);
  if (!isActor(recipient)) throw new Error(`${to} is no actor`);
  knocks = [];
  await ctx.sendActivity({ identifier: name }, recipient, await Thing.fromJsonLd(activity, ctx), { immediate: true });
  return { sent: activity.id, object: activity.object?.id ?? activity.object, knocks };
}

const orders = {
  look: async ({ url }) => ({ found: await (await look(url)).toJsonLd({ format: "compact", contextLoader: ctx.contextLoader }) }),
  finger: async ({ resource }) => ({ found: await lookupWebFinger(resource, { allowPrivateAddress: true }) }),
  send: ({ to, activity }) => send(to, activity),
  prove: ({ activity }) => prove(activity),
  refuse: ({ method, scheme }) => { refused[method] = scheme; },
};

async function obey(line) {
  const order = JSON.parse(line);
  try {
    say({ n: order.n, ...await orders[order.do](order) });
  } catch (error) {
    say({ n: order.n, failed: String(error?.stack ?? error) });
  }
}

createInterface({ input: process.stdin }).on("line", obey).on("close", () => process.exit(0));
server.listen(Number(port), "127.0.0.1", () => say({ ready: { actor: ctx.getActorUri(name).href, inbox: ctx.getInboxUri().href } }));
