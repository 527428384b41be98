-- name: ActorByURI :one
select * from actors where uri = $1;

-- name: ActorByKey :one
select * from actors where key_id = $1;

-- name: SaveActor :one
insert into actors (uri, host, kind, username, name, url, avatar_url, inbox, shared_inbox, followers_uri, key_id, public_key, fetched_at, blog_id, gone_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0)
on conflict (uri) do update set kind = excluded.kind, username = excluded.username, name = excluded.name, url = excluded.url,
  avatar_url = excluded.avatar_url, inbox = excluded.inbox, shared_inbox = excluded.shared_inbox,
  followers_uri = excluded.followers_uri, key_id = excluded.key_id, public_key = excluded.public_key,
  fetched_at = excluded.fetched_at,
  gone_at = case when excluded.fetched_at > actors.fetched_at then 0 else actors.gone_at end,
  blog_id = case when excluded.blog_id = 0 then actors.blog_id else excluded.blog_id end
returning id;

-- name: MarkActorGone :exec
update actors set gone_at = $2 where id = $1;

-- name: ActorsBehind :many
-- The actors whose deliveries go to one inbox, for asking which of them are still there.
select a.* from actors a where (a.shared_inbox = sqlc.arg(inbox) or (a.inbox = sqlc.arg(inbox) and a.shared_inbox = '')) and a.gone_at = 0
order by a.id limit cast(sqlc.arg(max) as bigint);

-- name: MarkSeen :execrows
insert into seen (uri, at) values ($1, $2) on conflict (uri) do nothing;

-- name: MarkSeenAfresh :execrows
insert into seen (uri, at) values (sqlc.arg(uri), sqlc.arg(at)) on conflict (uri) do update set at = excluded.at where seen.at <= sqlc.arg(before);

-- name: ForgetSeen :exec
delete from seen where at < $1;

-- name: ForgetBuried :exec
delete from buried where at < $1;

-- name: Blocked :one
select count(*) from blocks
where (blog_id = 0 or blog_id = sqlc.arg(blog_id)) and (target = sqlc.arg(uri) or target = sqlc.arg(host));

-- name: BlockedAnywhere :one
select count(*) from blocks where blog_id = 0 and (target = sqlc.arg(uri) or target = sqlc.arg(host));

-- name: DropIdleActors :exec
-- People who did nothing that lasted, and were not heard of for long.
delete from actors where fetched_at < sqlc.arg(before) and blog_id = 0
  and not exists (select 1 from followers f where f.actor_id = actors.id)
  and not exists (select 1 from comments c where c.actor_id = actors.id)
  and not exists (select 1 from reactions r where r.actor_id = actors.id)
  and not exists (select 1 from interactions i where i.actor_id = actors.id or i.community_id = actors.id)
  and not exists (select 1 from answers w where w.actor_id = actors.id or w.community_id = actors.id)
  and not exists (select 1 from mentions w where w.actor_id = actors.id)
  and not exists (select 1 from quotes q where q.actor_id = actors.id);

-- name: AuthorsSince :one
select count(distinct author_id) from listed_articles where published_at >= $1;

-- name: Actor :one
select * from actors where id = $1;
