-- name: CopyOf :one
select * from copies where kind = $1 and url = $2;

-- name: SaveCopy :exec
insert into copies (kind, url, domain, wanted_by, tries, tried_at, retry_at, bytes, width, height, variants, copied_at, card)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict (kind, url) do update set domain = excluded.domain, wanted_by = excluded.wanted_by, tries = excluded.tries,
  tried_at = excluded.tried_at, retry_at = excluded.retry_at, bytes = excluded.bytes, width = excluded.width,
  height = excluded.height, variants = excluded.variants, copied_at = excluded.copied_at, card = excluded.card;

-- name: CountCopiesTried :one
-- How much was asked of one domain, or because of one.
select count(*) from copies where tried_at >= sqlc.arg(since) and kind = sqlc.arg(kind)
  and (domain = sqlc.arg(domain) or wanted_by = sqlc.arg(wanted_by));

-- name: AvatarDue :one
-- 1 when the actor is heard here, and their avatar has no copy and may be asked for.
select count(*) from actors a where a.id = sqlc.arg(actor_id) and a.avatar_url <> '' and a.gone_at = 0
  and (exists (select 1 from comments c where c.actor_id = a.id) or exists (select 1 from followers f where f.actor_id = a.id))
  and not exists (select 1 from copies p where p.kind = 'icon' and p.url = a.avatar_url and (p.copied_at > 0 or p.retry_at > sqlc.arg(now)));

-- name: ThreadsOfActor :many
select distinct article_id from comments where actor_id = $1;

-- name: ThreadsShowing :many
select distinct c.article_id from comments c join actors a on a.id = c.actor_id where a.avatar_url = $1;

-- name: UnusedCopies :many
-- Copies and memories that nothing has to do with any more.
select * from copies where tried_at < sqlc.arg(before)
  and (kind not in ('picture', 'embed') or not exists (select 1 from article_pictures u where u.url = copies.url))
  and (kind <> 'icon' or not exists (select 1 from actors a where a.avatar_url = copies.url and a.gone_at = 0
    and (exists (select 1 from comments c where c.actor_id = a.id) or exists (select 1 from followers f where f.actor_id = a.id))))
order by tried_at limit cast(sqlc.arg(max) as bigint);

-- name: DropCopy :exec
delete from copies where kind = $1 and url = $2;

-- name: ForgetArticlePictures :exec
delete from article_pictures where article_id = $1;

-- name: AddArticlePicture :exec
insert into article_pictures (article_id, url, position) values ($1, $2, $3) on conflict do nothing;

-- name: ArticlePictures :many
select url from article_pictures where article_id = $1 order by position;
