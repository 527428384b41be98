// Package content turns writing into safe HTML and facts about it: bytes in, bytes out.
//
// Begin reading at Renderer.Render (renderer.go): it is the whole path in one function.
//
// The path: "article publish" and blog.Service call SplitFrontMatter,
// TitleFromMarkdown, Slug and Render before an article is saved; the listeners
// of blog/fediverse call Comment or CommentMarkdown before a comment is.
// Inside Render: goldmark (markdown.go lists its parts; one file each: alert,
// code, math_*, tag, quotes, linebreak) gives HTML; balance.go makes any HTML
// well nested; polish*.go gives headings, links, pictures and tables their
// final form; facts.go counts; sanitize.go has the last word. Of what was
// rendered, Absolute makes the form for feeds and Federated that for other servers, for
// those that read Markdown AbsoluteMarkdown; Pictures lists what it shows;
// Beginning and Hashtags read Markdown where rendering would cost too much.
//
// Keeps these promises: the same input gives the same bytes. Output has no
// script, style, frame, form, SVG, event handler or style attribute, no address
// but http(s), mailto, tel, xmpp, matrix, geo, gemini or a relative one, only
// listed classes, and at most 100 levels of nesting; every element is closed.
// Hostile input costs at most five seconds and a bounded amount of memory, and
// gives an error, never a panic. Comment(Comment(x)) is Comment(x).
//
// Classes themes may meet: alert, alert-note, alert-tip, alert-important,
// alert-warning, alert-caution, alert-title; anchor (an empty link at the end of
// a heading: give it its sign in CSS); scroll (around tables); align-left,
// align-center, align-right (table cells); task-list-item; footnotes,
// footnote-ref, footnote-backref; math (a box around a displayed formula, or
// <code> with TeX that could not be typeset); tml-* (how the cells of a formula are
// aligned and lined, see math_style.go; Folio's prose.css has a rule for each); h-card, u-url, mention, hashtag; in comments also
// invisible and ellipsis. Code blocks are <pre class="chroma" tabindex="0">
// <code class="language-go"> with a span per token under chroma's short names:
// k* keywords, n* names (na nb nc nd nf nt nv nx ...), s* strings, m* numbers,
// o operators, p punctuation, c* comments, g* diffs and consoles (gd deleted,
// gi inserted, go output, gp prompt), and hl around a line lit by ```go {2,4-5}.
//
// Does not: read the network, the file system or the database; fetch remote
// pictures (blog.Copier does) or know which there are (Input.Picture tells); choose colours (themes do); write feeds
// (content/feed) or read other engines' exports (content/importer).
//
// Standards & tests: CommonMark 0.31, GFM, MathML Core, HTML Living Standard
// §13.2.6; interop facts from Mastodon's, Lemmy's and PeerTube's comments. Golden
// pairs in testdata (go test -update writes them), tables of attacks, fuzz
// targets FuzzRender, FuzzComment, FuzzFrontMatter, FuzzAbsolute, FuzzAbsoluteMarkdown and FuzzFederated.
package content
