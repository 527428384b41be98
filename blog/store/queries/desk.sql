-- What people who sign in see: drafts included, so every query names the account.

-- name: DeskArticles :many
-- Articles the account may edit: its own, and all of the blogs where it is owner or editor.
-- Other people's drafts are shown only once they were published. state '' means all states, blog 0 all blogs; each of
-- the patterns has to match.
select a.id, a.blog_id, a.author_id, a.slug, a.state, a.visibility, a.published_at, a.edited_at, a.minutes, a.words,
  a.updated_at, w.title, w.version, w.saved_at, w.content
from articles a
join working_copies w on w.article_id = a.id
join members m on m.blog_id = a.blog_id and m.account_id = sqlc.arg(account_id)
where (a.author_id = sqlc.arg(account_id) or (m.role in ('owner', 'editor') and a.state <> 'draft')
    or exists (select 1 from article_authors c where c.article_id = a.id and c.account_id = m.account_id))
  and (a.state = sqlc.arg(state) or cast(sqlc.arg(state) as text) = '')
  and (a.blog_id = sqlc.arg(blog_id) or cast(sqlc.arg(blog_id) as bigint) = 0)
  and w.words like cast(sqlc.arg(one) as text) escape '\' and w.words like cast(sqlc.arg(two) as text) escape '\'
  and w.words like cast(sqlc.arg(three) as text) escape '\'
order by w.saved_at desc, a.id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountDeskArticles :many
select a.state, count(*) as articles
from articles a
join members m on m.blog_id = a.blog_id and m.account_id = sqlc.arg(account_id)
where a.author_id = sqlc.arg(account_id) or (m.role in ('owner', 'editor') and a.state <> 'draft')
  or exists (select 1 from article_authors c where c.article_id = a.id and c.account_id = m.account_id)
group by a.state;

-- name: PeopleNamed :many
-- People known here whose name or handle begins so, those last heard of first. A pattern is escaped with a backslash.
select username, host, name from actors
where gone_at = 0 and username <> ''
  and (lower(username) like cast(sqlc.arg(beginning) as text) escape '\' or lower(name) like cast(sqlc.arg(beginning) as text) escape '\')
  and host like cast(sqlc.arg(server) as text) escape '\'
order by fetched_at desc, id limit 8;

-- name: TagsNamed :many
-- Tags of the blogs the account writes in, the most used first.
select t.tag, cast(max(t.label) as text) as label, count(*) as articles
from article_tags t
join articles a on a.id = t.article_id
join members m on m.blog_id = a.blog_id and m.account_id = sqlc.arg(account_id)
where t.tag like cast(sqlc.arg(beginning) as text) escape '\'
group by t.tag order by count(*) desc, t.tag limit 8;

-- name: ArticlesTitled :many
-- Published articles of the blogs the account writes in, the latest first.
select w.title, b.name, b.title as blog, a.slug
from articles a
join working_copies w on w.article_id = a.id
join blogs b on b.id = a.blog_id
join members m on m.blog_id = a.blog_id and m.account_id = sqlc.arg(account_id)
where a.state = 'published' and lower(w.title) like cast(sqlc.arg(part) as text) escape '\'
order by a.published_at desc, a.id desc limit 8;
