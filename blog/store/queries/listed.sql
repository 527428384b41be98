-- Lists of what anybody may see read the view listed_articles and nothing else.

-- name: ListedOnSite :many
select * from listed_articles order by published_at desc, id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountListedOnSite :one
select count(*) from listed_articles;

-- name: ListedInBlog :many
select * from listed_articles where blog_id = $1 order by published_at desc, id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountListedInBlog :one
select count(*) from listed_articles where blog_id = $1;

-- name: ListedByAuthor :many
-- As first author, or with others.
select a.* from listed_articles a
where a.author_id = sqlc.arg(author_id)
  or exists (select 1 from article_authors c where c.article_id = a.id and c.account_id = sqlc.arg(author_id))
order by a.published_at desc, a.id desc
limit cast(sqlc.arg(max) as bigint);

-- name: ListedWithTag :many
-- blog_id 0 means on the whole site.
select a.* from article_tags t join listed_articles a on a.id = t.article_id
where t.tag = sqlc.arg(tag) and (a.blog_id = sqlc.arg(blog_id) or cast(sqlc.arg(blog_id) as bigint) = 0)
order by a.published_at desc, a.id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountListedWithTag :one
select count(*) from article_tags t join listed_articles a on a.id = t.article_id
where t.tag = sqlc.arg(tag) and (a.blog_id = sqlc.arg(blog_id) or cast(sqlc.arg(blog_id) as bigint) = 0);

-- name: TagLabel :one
select t.label from article_tags t join listed_articles a on a.id = t.article_id
where t.tag = $1 order by a.published_at desc limit 1;

-- name: ArchiveOfBlog :many
select id, slug, title, published_at, minutes, language from listed_articles where blog_id = $1
order by published_at desc, id desc;

-- name: Sitemap :many
-- What first appeared elsewhere is for search engines to find there.
select b.name, a.slug, a.updated_at from articles a join blogs b on b.id = a.blog_id
where a.state = 'published' and a.visibility in ('public', 'page') and a.canonical = ''
order by a.published_at desc, a.id desc limit cast(sqlc.arg(max) as bigint);

-- name: OlderInBlog :one
select id, slug, title, language from listed_articles
where blog_id = sqlc.arg(blog_id) and (published_at, id) < (cast(sqlc.arg(published_at) as bigint), cast(sqlc.arg(id) as bigint))
order by published_at desc, id desc limit 1;

-- name: NewerInBlog :one
select id, slug, title, language from listed_articles
where blog_id = sqlc.arg(blog_id) and (published_at, id) > (cast(sqlc.arg(published_at) as bigint), cast(sqlc.arg(id) as bigint))
order by published_at, id limit 1;

-- name: TagsOfBlog :many
select t.tag, count(*) as articles from article_tags t join listed_articles a on a.id = t.article_id
where a.blog_id = $1 group by t.tag order by articles desc, t.tag;

-- name: Related :many
-- Those of the same blog with the most tags in common.
select a.* from listed_articles a join (
  select theirs.article_id, count(*) as shared from article_tags mine join article_tags theirs on theirs.tag = mine.tag and theirs.article_id <> mine.article_id
  where mine.article_id = $1 group by theirs.article_id
) s on s.article_id = a.id
where a.blog_id = $2 order by s.shared desc, a.published_at desc, a.id desc limit cast(sqlc.arg(max) as bigint);
