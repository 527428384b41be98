package themes_test

import (
	"html/template"
	"strings"
	"time"

	"pamphlet/blog/page"
	"pamphlet/content"
)

// Fixtures: a small imaginary blog with everything a page can hold.

func date(text string) page.Date {
	t, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		panic(err) // a fixture is wrong
	}
	return page.Date{ISO: t.Format(time.RFC3339), Day: t.Format("2 January 2006"), Short: t.Format("2 January"), Time: t.Format("15:04"), Year: t.Format("2006")}
}

func feeds() []page.Feed {
	return []page.Feed{
		{Title: "RSS", URL: "https://saltpaper.example/@ada/feed.rss", MediaType: "application/rss+xml"},
		{Title: "Atom", URL: "https://saltpaper.example/@ada/feed.atom", MediaType: "application/atom+xml"},
		{Title: "JSON Feed", URL: "https://saltpaper.example/@ada/feed.json", MediaType: "application/feed+json"},
	}
}

func blog() *page.Blog {
	return &page.Blog{
		Name: "ada", Handle: "@ada@saltpaper.example", Title: "Salt Paper",
		Description: "Tides, type and small computers, noted down in a lighthouse that no longer needs a keeper.",
		URL:         "/@ada", Avatar: "/media/ada.svg", ArchiveURL: "/@ada/archive", AboutURL: "/@ada/about", FollowURL: "/@ada/follow",
		Feeds: feeds(), Articles: 43, Licence: &page.Link{Title: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"},
	}
}

func frame(title string) page.Frame {
	return page.Frame{
		Site: page.Site{Title: "saltpaper.example", URL: "https://saltpaper.example/", Host: "saltpaper.example", SourceURL: "https://saltpaper.example/source"},
		Blog: blog(), Lang: "en", Dir: "ltr", Title: title, Description: "Tides, type and small computers.",
		Nav:       []page.NavItem{{Title: "Articles", URL: "/@ada"}, {Title: "Archive", URL: "/@ada/archive"}, {Title: "About", URL: "/@ada/about"}},
		SearchURL: "/search", CanonicalURL: "https://saltpaper.example/@ada/the-last-lamp",
		Alternates: []page.Alternate{{Title: "Salt Paper", URL: "https://saltpaper.example/@ada/feed.atom", MediaType: "application/atom+xml"}, {URL: "https://saltpaper.example/ap/articles/7", MediaType: "application/activity+json"}},
		OpenGraph:  page.OpenGraph{Type: "article", Title: title, Description: "Tides.", Creator: "@ada@saltpaper.example", Image: &page.Picture{Src: "https://saltpaper.example/media/hills.png", Width: 1200, Height: 630, Alt: "Hills"}},
		JSONLD:     `{"@context":"https://schema.org","@type":"BlogPosting","headline":"The last lamp"}`,
		Icons:      []page.Icon{{Rel: "icon", URL: "/favicon.svg", MediaType: "image/svg+xml", Sizes: "any"}},
		ThemeColor: page.ThemeColor{Light: "#ffffff", Dark: "#0f171f"},
	}
}

var (
	ada   = page.Person{Name: "Ada Hollis", Handle: "@ada@saltpaper.example", Host: "saltpaper.example", URL: "/@ada", Avatar: "/media/ada.svg", Local: true}
	bo    = page.Person{Name: "Bo Castellane", Handle: "@bo@harbour.example", Host: "harbour.example", URL: "https://harbour.example/@bo", Avatar: "/media/bo.svg"}
	chidi = page.Person{Name: "Chidi Okonjo-Lambert", Handle: "@chidi@readers.example", Host: "readers.example", URL: "https://readers.example/u/chidi", Avatar: "/media/chidi.svg"}
	dita  = page.Person{Name: "Dita", Handle: "@dita@lens.example", Host: "lens.example", URL: "https://lens.example/dita", Avatar: "/media/dita.svg"}
	emi   = page.Person{Name: "江美", Handle: "@emi@misskey.example", Host: "misskey.example", URL: "https://misskey.example/@emi", Avatar: "/media/emi.svg"}
	nobo  = page.Person{Name: "someone-with-an-extremely-long-account-name-and-no-picture", Handle: "@someone-with-an-extremely-long-account-name-and-no-picture@a-rather-long-subdomain.of.some-server.example", Host: "some-server.example", URL: "https://some-server.example/@s"}
)

func cover() *page.Picture {
	return &page.Picture{Src: "/media/hills.svg", Width: 1600, Height: 900, Alt: "Six ridges of hills, dark in front and pale behind, below a low sun.", Caption: "The coast as the lamp saw it. Each ridge is one evening of fog. Drawing by the author."}
}

func articleView() page.Article {
	a := lampArticle()
	a.Beside = template.HTML(content.Beside(string(a.HTML)))
	a.InPlace = template.HTML(content.InPlace(string(a.HTML), "Note"))
	return a
}

func lampArticle() page.Article {
	edited := date("2026-11-16 08:10")
	return page.Article{
		Frame: frame("The last lamp, Salt Paper"), Heading: "What the last lamp taught me about caching", Subtitle: "A lighthouse sends the same page to everybody, all night, and has never once been slow.",
		Authors: []page.Person{ada}, Published: date("2026-11-14 21:04"), Edited: &edited, Minutes: 7, Words: 1630, Cover: cover(),
		Outline: []page.Heading{
			{ID: "one-light-many-ships", Text: "One light, many ships", Level: 2, Items: []page.Heading{{ID: "the-arithmetic", Text: "The arithmetic of an evening", Level: 3}}},
			{ID: "the-keepers-book", Text: "The keeper’s book", Level: 2}, {ID: "what-i-changed", Text: "What I changed", Level: 2},
		}, Headings: 4,
		HTML: template.HTML(proseHTML), HasCode: true, HasMath: true,
		Tags:      []page.Link{{Title: "caching", URL: "/@ada/tags/caching"}, {Title: "lighthouses", URL: "/@ada/tags/lighthouses"}, {Title: "smallweb", URL: "/@ada/tags/smallweb"}},
		Reactions: page.Reactions{Likes: 1284, Boosts: 41, Comments: 17},
		Related:   []page.Link{{Title: "Bread as version control", URL: "/@ada/bread"}, {Title: "How to read a logbook", URL: "/@ada/logbook"}},
		Previous:  &page.Link{Title: "A tide table for people without boats", URL: "/@ada/tides"}, Next: &page.Link{Title: "The keyboard that survived the storm", URL: "/@ada/keyboard"},
		Licence: &page.Link{Title: "CC BY 4.0", URL: "https://creativecommons.org/licenses/by/4.0/"}, SourceURL: "/@ada/the-last-lamp.md",
		ReplyURL: "/@ada/the-last-lamp/reply", ReplyAddress: "https://saltpaper.example/@ada/the-last-lamp", Thread: thread(),
	}
}

func reply(id string, who page.Person, depth int, at, html string, replies ...page.Comment) page.Comment {
	c := page.Comment{ID: id, State: page.CommentShown, Author: who, URL: who.URL + "/" + id, Published: date(at), HTML: template.HTML(html), Depth: depth, Likes: len(html) % 29, IsAuthor: who.Name == ada.Name, Replies: replies}
	for i := range c.Replies {
		c.Replies[i].Parent = page.Link{Title: who.Name, URL: "#" + id}
	}
	return c
}

func thread() page.Thread {
	edited := date("2026-11-15 09:00")
	withPicture := reply("c6", dita, 1, "2026-11-15 11:02", `<p>I was there in spring. The lens is smaller than you would think, about the size of a washing basket.</p>`)
	withPicture.Pictures = []page.Picture{{Src: "/media/tide.svg", Width: 800, Height: 600, Alt: "Lines of a calm sea under a pale sun."}}
	withPicture.Edited = &edited
	warned := reply("c8", nobo, 1, "2026-11-15 14:30", `<p>In the film the lamp goes out, and <a href="https://some-server.example/a-very-long-address-without-any-place-to-break-it-whatsoever">nobody notices for a week</a>.</p><pre><code>curl -sI https://saltpaper.example/@ada/the-last-lamp | grep -i etag</code></pre>`)
	warned.Warning = "About the end of a film"
	japanese := reply("c9", emi, 1, "2026-11-15 15:12", `<p>灯台の光は<em>同じ頁</em>を誰にでも送る、という比喩が気に入りました。今夜うちの小さなサーバーでも試してみます。</p>`)
	japanese.Lang = "ja"
	list := []page.Comment{
		reply("c1", bo, 1, "2026-11-14 21:19", `<p>We asked you for the card three times, once from each worker. I have filed a bug against ourselves. Sorry about the doorbell.</p>`,
			reply("c2", ada, 2, "2026-11-14 21:31", `<p>Three is a good number. I had blamed you for forty.</p>`,
				reply("c3", chidi, 3, "2026-11-15 07:40", `<p>One person per server here, so one request, and then a very good read with coffee.</p>`,
					reply("c4", bo, 4, "2026-11-15 08:02", `<p>That is the right ratio of machines to coffee.</p>`,
						reply("c5", chidi, 5, "2026-11-15 08:20", `<p>It scales <code>O(1)</code>, in cups.</p>`))))),
		withPicture,
		reply("c7", chidi, 1, "2026-11-15 12:44", `<p>Sent this round our reading group. Half the thread is now about which of us would be the fog.</p><p>I would be the fog.</p>`, page.Comment{ID: "c7a", State: page.CommentRemoved, Depth: 2}),
		warned, japanese,
	}
	for i, text := range []string{"Reading this on a boat, as it happens.", "The table alone was worth the visit.", "I kept a book like that for a weather station. Nobody ever read it, which was the point.", "Could the fog be a queue?", "Thank you for the footnote.", "Goodnight from the other lighthouse.", "Printed it for my father, who was a keeper.", "Two flashes and a pause from the north."} {
		list = append(list, reply("d"+string(rune('a'+i)), []page.Person{bo, chidi, dita}[i%3], 1, "2026-11-16 10:0"+string(rune('0'+i)), "<p>"+text+"</p>"))
	}
	return page.Thread{Comments: list, Count: 17, Hosts: 6}
}

const proseHTML = `<p>The lamp on our point was switched off in October, and the letter that said so was very kind. Ships have better things now. I was given the logbook, forty years of it, and the brass plate that says <em>do not stop the rotation</em>.</p>
<p>I had been fighting a slow web server that week, so I read the logbook as an engineer reads everything: as if it were about me.<sup id="fnref1"><a href="#fn1" class="footnote-ref" role="doc-noteref">1</a></sup> It mostly was. You can <a href="https://saltpaper.example/log">leaf through the scans</a> if you like handwriting.</p>
<h2 id="one-light-many-ships">One light, many ships<a class="anchor" href="#one-light-many-ships" aria-label="Link to this section"></a></h2>
<p>A lighthouse does not ask a ship who it is. It has one page, two white flashes and a pause, and sends it to everybody at once. If <math><mi>n</mi></math> ships look up in the same minute, the lamp does the work of one:</p>
<div class="math" tabindex="0"><math display="block"><mrow><mi>W</mi><mo stretchy="false">(</mo><mi>n</mi><mo stretchy="false">)</mo><mo>=</mo><msub><mi>w</mi><mn>0</mn></msub><mo>+</mo><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mfrac><msub><mi>c</mi><mi>i</mi></msub><mrow><mn>1</mn><mo>+</mo><msup><mi>e</mi><mrow><mo>−</mo><mi>t</mi></mrow></msup></mrow></mfrac><mo>≈</mo><msub><mi>w</mi><mn>0</mn></msub></mrow></math></div>
<h3 id="the-arithmetic">The arithmetic of an evening<a class="anchor" href="#the-arithmetic" aria-label="Link to this section"></a></h3>
<p>My server, on the other hand, lit a new lamp for each visitor. Here is the evening I published the tide tables:</p>
<div class="scroll" tabindex="0"><table><thead><tr><th>Asked for</th><th class="align-right">Requests</th><th class="align-right">Median</th><th class="align-right">Sent</th></tr></thead><tbody><tr><td>Link card (HTML)</td><td class="align-right">6,112</td><td class="align-right">0.4 ms</td><td class="align-right">18.9 MB</td></tr><tr><td>Cover picture</td><td class="align-right">5,873</td><td class="align-right">0.2 ms</td><td class="align-right">211.0 MB</td></tr><tr><td>Article (ActivityPub)</td><td class="align-right">1,940</td><td class="align-right">0.3 ms</td><td class="align-right">22.7 MB</td></tr><tr><td>Feeds</td><td class="align-right">412</td><td class="align-right">0.1 ms</td><td class="align-right">0.6 MB</td></tr></tbody></table></div>
<h2 id="the-keepers-book">The keeper’s book<a class="anchor" href="#the-keepers-book" aria-label="Link to this section"></a></h2>
<p>Between the weather and the paraffin there is, every few years, a sentence that somebody needed to write. This one is from 1963:</p>
<blockquote><p>Wind south-west, nine. Nobody came. I turned the light for nobody and it was the same work.</p></blockquote>
<p>I have nailed that above the desk. What it says in the language of my trade is <code>make once, keep, hand out</code>, and that a page nobody asks for should cost what it costs anyway.</p>
<pre class="chroma" tabindex="0"><code><span class="c1">// Page gives finished bytes. However many ask, one of them makes it.</span>
<span class="kd">func</span> <span class="p">(</span><span class="nx">s</span> <span class="o">*</span><span class="nx">Shelf</span><span class="p">)</span> <span class="nf">Page</span><span class="p">(</span><span class="nx">key</span> <span class="kt">string</span><span class="p">,</span> <span class="nx">make</span> <span class="nx">Maker</span><span class="p">)</span> <span class="p">(</span><span class="o">*</span><span class="nx">Page</span><span class="p">,</span> <span class="kt">error</span><span class="p">)</span> <span class="p">{</span>
	<span class="k">if</span> <span class="nx">p</span><span class="p">,</span> <span class="nx">ok</span> <span class="o">:=</span> <span class="nx">s</span><span class="p">.</span><span class="nf">find</span><span class="p">(</span><span class="nx">key</span><span class="p">);</span> <span class="nx">ok</span> <span class="p">{</span>
		<span class="k">return</span> <span class="nx">p</span><span class="p">,</span> <span class="kc">nil</span>
	<span class="p">}</span>
<span class="hl">	<span class="k">return</span> <span class="nx">s</span><span class="p">.</span><span class="nf">once</span><span class="p">(</span><span class="nx">key</span><span class="p">,</span> <span class="nx">make</span><span class="p">,</span> <span class="mi">30</span><span class="o">*</span><span class="nx">time</span><span class="p">.</span><span class="nx">Second</span><span class="p">,</span> <span class="s">&#34;lamp&#34;</span><span class="p">)</span> <span class="c1">// the rest wait at the door, and the door is warm</span>
</span><span class="p">}</span>
</code></pre>
<div class="alert alert-tip"><p class="alert-title">Tip</p><p>If you run a larger server: a card you fetched once is good for as long as its <code>Cache-Control</code> says. One machine per server may ask for all.</p></div>
<figure><img src="/media/shelf.svg" width="800" height="600" alt="Three shelves of old books." loading="lazy"><figcaption>Forty years of evenings. The missing one is on my table.</figcaption></figure>
<hr>
<h2 id="what-i-changed">What I changed<a class="anchor" href="#what-i-changed" aria-label="Link to this section"></a></h2>
<p>Three things, in the order of how silly I felt:</p>
<ol><li>The page is made when its words change, not when somebody looks.</li><li>Visitors who arrive together wait for one copy. They <mark>do not each get a lamp</mark>.<ul><li>Feeds too.</li><li>And pictures, which were the worst.</li></ul></li><li>Nothing expires at night.</li></ol>
<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" checked disabled aria-label="Done"> Move the kettle away from the router</li><li class="task-list-item"><input type="checkbox" disabled aria-label="To do"> Polish the plate</li></ul>
<dl><dt>Stampede</dt><dd>Many visitors in the second after something was thrown away.</dd><dt>Fog</dt><dd>Anything that makes you turn the light up and helps nobody.</dd></dl>
<div class="alert alert-note"><p class="alert-title">Note</p><p>Numbers are from one evening, on a computer the size of a paperback.</p></div>
<div class="alert alert-important"><p class="alert-title">Important</p><p>Press <kbd>Ctrl</kbd> <kbd>C</kbd> twice, or it keeps turning.</p></div>
<div class="alert alert-warning"><p class="alert-title">Warning</p><p>A cache that is never emptied is a museum.</p></div>
<div class="alert alert-caution"><p class="alert-title">Caution</p><p>Do not stop the rotation: the lens rests on mercury.</p></div>
<details><summary>What the letter said</summary><p>Thank you for your service, which we understand was mostly your grandmother’s.</p></details>
<p>The paperback drew four watts through the slam and three point nine the minute after. I made tea. The point is dark now and the page is quick, and I am not sure I would not swap.</p>
<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>It is a bad habit, and has never once failed to be useful. <a class="footnote-backref" href="#fnref1" role="doc-backlink" aria-label="Back to the text">↩</a></p></li></ol></section>`

func cards() []page.Card {
	return []page.Card{
		{Title: "A tide table for people without boats", Tags: []page.Link{{Title: "Tides", URL: "/@ada/tags/tides"}}, URL: "/@ada/tides", Summary: "I live four hundred steps from the water and had never once looked at when it comes.", Date: date("2026-11-01 09:00"), Minutes: 11, Comments: 38, Likes: 212, Cover: &page.Picture{Src: "/media/tide.svg", Width: 800, Height: 600}},
		{Title: "Behind the dictionaries it is warm", Tags: []page.Link{{Title: "Machines", URL: "/@ada/tags/machines"}}, URL: "/@ada/warm", Summary: "How to choose a place, a disk and a name for a very small computer that will outlive the lease.", Date: date("2026-10-18 09:00"), Minutes: 6, Comments: 21, Cover: &page.Picture{Src: "/media/shelf.svg", Width: 800, Height: 600}},
		{Title: "Against the little red number", Tags: []page.Link{{Title: "Software", URL: "/@ada/tags/software"}}, URL: "/@ada/red", Summary: "A short plea for software that can wait until you sit down.", Date: date("2026-10-03 09:00"), Minutes: 3, Comments: 112},
		{Title: "Untranslatable, undeliverable, unputdownable: notes on three words that no catalogue of the Donaudampfschifffahrtsgesellschaft ever managed to file", URL: "/@ada/words", Date: date("2026-09-12 09:00"), Minutes: 14, Comments: 1},
	}
}

func oldCards() []page.Card {
	return []page.Card{
		{Title: "Bread as version control", Tags: []page.Link{{Title: "Kitchen", URL: "/@ada/tags/kitchen"}}, URL: "/@ada/bread", Summary: "The same starter for six years, and what its forks taught me about merging.", Date: date("2025-12-20 09:00"), Minutes: 8, Comments: 57, Cover: &page.Picture{Src: "/media/loaf.svg", Width: 800, Height: 600}},
		{Title: "How to read a logbook", URL: "/@ada/logbook", Summary: "Start at the weather.", Date: date("2025-03-02 09:00"), Minutes: 4},
	}
}

func years() []page.Year {
	return []page.Year{{Year: "2026", Cards: cards()}, {Year: "2025", Cards: oldCards()}}
}

func lead() *page.Card {
	return &page.Card{Title: "What the last lamp taught me about caching", Tags: []page.Link{{Title: "Work", URL: "/@ada/tags/work"}}, URL: "/@ada/the-last-lamp", Summary: "A lighthouse sends the same page to everybody, all night, and has never once been slow.", Date: date("2026-11-14 21:04"), Minutes: 7, Comments: 14, Likes: 1284, Cover: &page.Picture{Src: "/media/hills.svg", Width: 1600, Height: 900, Alt: ""}}
}

func blogView() page.BlogHome {
	f := frame("Salt Paper")
	f.Nav[0].Current = true
	return page.BlogHome{Frame: f, Authors: []page.Person{ada}, Lead: lead(), Featured: cards()[:1], Years: years(), Paging: page.Paging{Page: 1, Pages: 4, OlderURL: "/@ada?page=2"}}
}

func siteFrame(title string) page.Frame {
	f := frame(title)
	f.Blog = nil
	return f
}

func siteView() page.SiteHome {
	f := siteFrame("Saltpaper")
	f.Site.Title, f.Site.Description = "Saltpaper", "Four people by the sea who write things down."
	latest := cards()
	for i := range latest {
		latest[i].Blog = &page.Link{Title: "Salt Paper", URL: "/@ada"}
		latest[i].Authors = []page.Person{ada}
	}
	other := *blog()
	other.Title, other.Handle, other.Avatar, other.URL, other.Description = "The Slipway", "@slipway@saltpaper.example", "", "/@slipway", "Repairs, drawings and opinions about varnish."
	return page.SiteHome{Frame: f, Latest: latest, Blogs: []page.Blog{*blog(), other}, Paging: page.Paging{Page: 1, Pages: 1}}
}

func aboutView() page.About {
	return page.About{
		Frame: frame("Ada Hollis, Salt Paper"), Person: ada, Picture: &page.Picture{Src: "/media/ada.svg", Width: 96, Height: 96, Alt: "Ada Hollis, dark hair, blue coat."},
		Bio:   `<p>I look after a lighthouse that nobody needs and a few computers that somebody does. Before that I set type by hand, badly, and surveyed tides, well.</p><p>Write to me from any server; I answer on Sundays.</p>`,
		Links: []page.ProfileLink{{Label: "Code", URL: "https://code.example/ada", Verified: true}, {Label: "Photographs", URL: "https://lens.example/ada"}},
		Blogs: []page.Blog{*blog()}, Recent: cards()[:2], Since: date("2021-04-03 10:00"),
	}
}

func longArticle() page.Article {
	a := lampArticle()
	a.Cover, a.Outline, a.Headings, a.Edited, a.Subtitle = nil, nil, 0, nil, ""
	a.Heading = "On the quiet, unreasonable persistence of Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz in the catalogue of a library by the sea"
	a.Authors = []page.Person{ada, bo, {Name: "Nobody in particular", Handle: "@nobody@saltpaper.example", Host: "saltpaper.example"}}
	a.HTML = template.HTML(`<p>` + strings.Repeat("A long word is a corridor with many doors. ", 9) + `</p><p>` + strings.Repeat("Another paragraph follows it at its own pace. ", 6) + `</p>`)
	a.Thread = page.Thread{}
	a.Reactions = page.Reactions{Hidden: true}
	a.Previous, a.Tags, a.Unlisted, a.NoIndex = nil, nil, true, true
	return a
}

func arabicArticle() page.Article {
	a := lampArticle()
	a.Lang, a.Dir = "ar", "rtl"
	a.Heading, a.Subtitle = "ما علّمني إياه المصباح الأخير", "المنارة ترسل الصفحة نفسها إلى الجميع، طوال الليل، ولم تتأخر مرة واحدة."
	a.HTML = template.HTML(`<p>أُطفئ المصباح على رأسنا في أكتوبر، وكانت الرسالة التي أخبرتنا بذلك لطيفة جدًا. للسفن اليوم وسائل أفضل. أعطوني دفتر اليوميات، <em>أربعين سنة</em> منه، ولوحة نحاسية مكتوب عليها: لا توقفوا الدوران.</p><h2 id="x">ضوء واحد وسفن كثيرة</h2><p>لا تسأل المنارة السفينة من تكون. عندها صفحة واحدة، ومضتان ووقفة، ترسلها إلى الجميع معًا. راجع <code>Cache-Control</code> في البروتوكول.</p><blockquote><p>الريح جنوبية غربية. لم يأتِ أحد. أدرتُ الضوء لأجل لا أحد، وكان العمل نفسه.</p></blockquote><ul><li>تُصنع الصفحة حين تتغير كلماتها.</li><li>من يصلون معًا ينتظرون نسخة واحدة.</li></ul><pre class="chroma"><code><span class="k">return</span> shelf.once(key)</code></pre><div class="alert alert-note"><p class="alert-title">ملاحظة</p><p>الأرقام من مساء واحد.</p></div>`)
	a.Outline = []page.Heading{{ID: "x", Text: "ضوء واحد وسفن كثيرة", Level: 2}, {ID: "y", Text: "دفتر الحارس", Level: 2}, {ID: "z", Text: "ما غيّرته", Level: 2}}
	a.Headings = 3
	return a
}

func japaneseArticle() page.Article {
	a := lampArticle()
	a.Lang = "ja"
	a.Heading, a.Subtitle = "最後の灯りがキャッシュについて教えてくれたこと", "灯台は一晩中、誰にでも同じ頁を送る。遅れたことは一度もない。"
	a.HTML = template.HTML(`<p>岬の灯りは十月に消された。そのことを知らせる手紙はとても丁寧だった。船にはもっと良いものがある。私は四十年分の日誌と、<em>回転を止めるな</em>と書かれた真鍮の板を受け取った。</p><h2 id="x">ひとつの光、たくさんの船</h2><p>灯台は船に名前を尋ねない。頁はひとつ、白い閃光がふたつと間がひとつ。それを皆に同時に送る。Goの<code>sync.Once</code>に似ている。</p><blockquote><p>南西の風、九。誰も来ない。誰のためでもなく光を回した。仕事は同じだった。</p></blockquote>`)
	a.Outline, a.Headings = nil, 1
	return a
}

// pages is every fixture: file name, page type and view.
func pages() map[string]struct {
	Type string
	View any
} {
	type fixture = struct {
		Type string
		View any
	}
	empty := page.BlogHome{Frame: frame("Salt Paper")}
	empty.Blog.Title = "A blog with a remarkably long name about very little indeed"
	second := page.BlogHome{Frame: frame("Salt Paper, page 2"), Years: years(), Authors: []page.Person{ada, bo}, Paging: page.Paging{Page: 2, Pages: 4, NewerURL: "/@ada", OlderURL: "/@ada?page=3"}}
	return map[string]fixture{
		"article": {"article", articleView()}, "article-long": {"article", longArticle()}, "article-arabic": {"article", arabicArticle()}, "article-japanese": {"article", japaneseArticle()},
		"blog": {"blog", blogView()}, "blog-empty": {"blog", empty}, "blog-second": {"blog", second},
		"site": {"site", siteView()}, "about": {"about", aboutView()},
		"tag":     {"tag", page.Tag{Frame: frame("#caching"), Tag: "caching", Count: 4, Cards: cards(), Paging: page.Paging{Page: 1, Pages: 1}}},
		"archive": {"archive", page.Archive{Frame: frame("Archive"), Count: 43, Years: years(), Tags: []page.TagCount{{Title: "tides", URL: "/@ada/tags/tides", Count: 12}, {Title: "caching", URL: "/@ada/tags/caching", Count: 4}}}},
		"follow": {"follow", page.Follow{Frame: frame("Follow Salt Paper"), Action: "/@ada/follow/from", Handle: "@ada@saltpaper.example", Address: "https://saltpaper.example/@ada", Person: ada, Feeds: feeds(),
			More: []page.Feed{{Title: "Replies", URL: "https://saltpaper.example/@ada/replies.rss", MediaType: "application/rss+xml"}}}},
		"subscribe":   {"follow", page.Follow{Frame: siteFrame("Follow"), Feeds: feeds(), Blogs: []page.Blog{*blog()}}},
		"leave":       {"leave", page.Leave{Frame: frame("Follow Salt Paper"), Subject: page.Link{Title: "Salt Paper", URL: "/@ada"}, Account: "@bo@harbour.example", Host: "harbour.example", URL: "https://harbour.example/authorize_interaction?uri=ada%40saltpaper.example", Address: "@ada@saltpaper.example", Action: "/@ada/follow/from"}},
		"leave-reply": {"leave", page.Leave{Frame: frame("Reply"), Reply: true, Subject: page.Link{Title: "What the last lamp taught me about caching", URL: "/@ada/the-last-lamp"}, Account: "bo", Problem: "Write your own handle, as in @you@your.server.", Address: "https://saltpaper.example/@ada/the-last-lamp", Action: "/@ada/the-last-lamp/reply"}},
		"search":      {"search", page.Search{Frame: frame("Search: lamp"), Query: "lamp", Action: "/@ada/search", Count: 2, Paging: page.Paging{Page: 1, Pages: 1}, Results: []page.Found{{Card: *lead(), Snippet: []page.Piece{{Text: "… a new "}, {Text: "lamp", Hit: true}, {Text: " for each visitor. Here is the evening I published the tide tables …"}}}, {Card: cards()[1]}}}},
		"search-none": {"search", page.Search{Frame: frame("Search: zebra"), Query: "zebra", Action: "/@ada/search", Paging: page.Paging{Page: 1}}},
		"error":       {"error", page.Error{Frame: frame("Not found"), Status: 404, Heading: "There is no page at this address", Sentence: "It may have moved before we began to keep track.", Way: page.Link{Title: "All articles", URL: "/@ada"}}},
	}
}
