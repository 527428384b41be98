-- name: Comment :one
select * from comments where id = $1;

-- name: CommentByURI :one
select * from comments where uri = $1;

-- name: InsertComment :one
insert into comments (uri, article_id, parent_id, actor_id, state, warning, html, language, url, published_at, edited_at, received_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id;

-- name: UpdateComment :exec
update comments set state = $2, warning = $3, html = $4, language = $5, edited_at = $6 where id = $1;

-- name: DeleteComment :exec
delete from comments where id = $1;

-- name: CountReplies :one
select count(*) from comments where parent_id = $1;

-- name: Thread :many
-- A whole thread with its people, oldest first.
select sqlc.embed(c), a.uri as actor_uri, a.host, a.username, a.name, a.url as actor_url, a.blog_id as actor_blog,
  coalesce(p.variants, '') as avatar
from comments c join actors a on a.id = c.actor_id
left join copies p on p.kind = 'icon' and p.url = a.avatar_url
where c.article_id = $1 order by c.published_at, c.id;

-- name: LatestComments :many
-- What came last under the listed articles of a blog, or of all (blog_id 0); or under one article, listed or not.
select sqlc.embed(c), a.uri as actor_uri, a.host, a.username, a.name, a.url as actor_url, a.blog_id as actor_blog,
  t.title, t.slug, b.name as blog_name
from comments c
join actors a on a.id = c.actor_id
join articles t on t.id = c.article_id
join blogs b on b.id = t.blog_id
where c.state = 'shown'
  and (c.article_id = sqlc.arg(article_id) or cast(sqlc.arg(article_id) as bigint) = 0
    and (t.blog_id = sqlc.arg(blog_id) or cast(sqlc.arg(blog_id) as bigint) = 0)
    and exists (select 1 from listed_articles l where l.id = t.id))
order by c.received_at desc, c.id desc limit cast(sqlc.arg(max) as bigint);

-- name: CommentsForDesk :many
-- The latest replies to articles the account may moderate, all or those in one state, with what they
-- answer and whether one of our people likes them.
select sqlc.embed(c), a.uri as actor_uri, a.host, a.username, a.name, a.url as actor_url, a.blog_id as actor_blog, t.title, t.slug, b.name as blog_name,
  coalesce(p.html, '') as parent_html, coalesce(pa.name, '') as parent_name, coalesce(pa.username, '') as parent_username,
  (select count(*) from interactions i where i.blog_id = sqlc.arg(own) and i.kind = 'like' and i.object = c.uri) as likes, coalesce(av.variants, '') as avatar
from comments c
join actors a on a.id = c.actor_id
join articles t on t.id = c.article_id
join blogs b on b.id = t.blog_id
join members m on m.blog_id = b.id and m.account_id = sqlc.arg(account_id)
left join comments p on p.id = c.parent_id
left join actors pa on pa.id = p.actor_id
left join copies av on av.kind = 'icon' and av.url = a.avatar_url
where (m.role in ('owner', 'editor') or t.author_id = sqlc.arg(account_id))
  and c.state <> 'removed' and (cast(sqlc.arg(state) as text) = '' or c.state = cast(sqlc.arg(state) as text))
order by c.received_at desc, c.id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountCommentsForDesk :many
-- How many of them are in each state.
select c.state, count(*) as comments
from comments c
join articles t on t.id = c.article_id
join members m on m.blog_id = t.blog_id and m.account_id = sqlc.arg(account_id)
where (m.role in ('owner', 'editor') or t.author_id = sqlc.arg(account_id)) and c.state <> 'removed'
group by c.state;

-- name: KnownCommenter :one
-- How many comments of one actor are shown under a blog's articles.
select count(*) from comments c join articles t on t.id = c.article_id
where c.actor_id = $1 and t.blog_id = $2 and c.state = 'shown';

-- name: CommentsOfActor :many
select * from comments where actor_id = $1;

-- name: Bury :exec
insert into buried (uri, at) values ($1, $2) on conflict (uri) do nothing;

-- name: Buried :one
select count(*) from buried where uri = $1 and at >= $2;

-- name: Unbury :exec
delete from buried where uri = $1;

-- name: AddReaction :execrows
insert into reactions (kind, actor_id, article_id, comment_id, activity, created_at) values ($1, $2, $3, $4, $5, $6)
on conflict (kind, actor_id, article_id, comment_id) do nothing;

-- name: RemoveReaction :execrows
delete from reactions where kind = $1 and actor_id = $2 and article_id = $3 and comment_id = $4;

-- name: ReactionByActivity :one
select * from reactions where activity = sqlc.arg(activity) and actor_id = sqlc.arg(actor_id);

-- name: RemoveReactionTo :execrows
delete from reactions where reactions.kind = sqlc.arg(kind) and article_id = sqlc.arg(article_id) and comment_id = sqlc.arg(comment_id)
  and actor_id = (select a.id from actors a where a.uri = sqlc.arg(actor));

-- name: RemoveReactionsOf :exec
delete from reactions where actor_id = $1;

-- name: ArticlesReactedTo :many
select distinct article_id from reactions where actor_id = $1;

-- name: CountReactions :many
-- Of an article and all its comments. Who quotes a thing twice counts once, as who likes it does.
select r.comment_id, r.kind, count(*) as reactions from reactions r where r.article_id = $1 group by r.comment_id, r.kind
union all
select q.comment_id, cast('quote' as text), count(distinct q.actor_id) from quotes q
where q.article_id = $1 and q.state = 'shown' group by q.comment_id;
