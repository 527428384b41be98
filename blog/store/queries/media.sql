-- name: Media :one
select * from media where id = $1;

-- name: MediaOf :many
select * from media where account_id = $1 and kind = $2 order by id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: InsertMedia :one
insert into media (account_id, kind, file_name, alt, caption, width, height, blurhash, focus_x, focus_y, variants, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id;

-- name: UpdateMedia :exec
update media set kind = $2, file_name = $3, alt = $4, caption = $5, width = $6, height = $7, blurhash = $8, focus_x = $9, focus_y = $10, variants = $11
where id = $1;

-- name: AddMediaFile :exec
insert into media_files (name, media_id) values ($1, $2) on conflict do nothing;

-- name: MediaWithFile :one
select m.* from media_files f join media m on m.id = f.media_id where f.name = $1;

-- name: Library :many
-- An account's pictures and other files, the newest first: of a kind, with the words; unused 1 for those no article shows.
select m.* from media m
where m.account_id = sqlc.arg(account_id) and m.kind <> 'icon'
  and (cast(sqlc.arg(kind) as text) = '' or m.kind = sqlc.arg(kind))
  and lower(m.alt || ' ' || m.caption || ' ' || m.file_name) like cast(sqlc.arg(words) as text) escape '\'
  and (cast(sqlc.arg(unused) as bigint) = 0 or not exists (select 1 from media_uses u where u.media_id = m.id))
order by m.id desc limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: UsesOfMedia :many
-- The articles that show a picture and that the account may know of: its own, and those readers see.
select distinct u.media_id, u.article_id, w.title, a.author_id
from media_uses u
join media m on m.id = u.media_id
join articles a on a.id = u.article_id
join working_copies w on w.article_id = a.id
where m.account_id = sqlc.arg(account_id) and u.media_id >= sqlc.arg(first) and u.media_id <= sqlc.arg(last)
  and (a.author_id = sqlc.arg(account_id) or a.state = 'published')
order by u.media_id, u.article_id;

-- name: CountUses :one
select count(distinct article_id) from media_uses where media_id = $1;

-- name: ForgetUses :exec
delete from media_uses where article_id = $1 and published = $2;

-- name: AddUse :exec
insert into media_uses (article_id, media_id, published)
select cast(sqlc.arg(article_id) as bigint), id, cast(sqlc.arg(published) as bigint) from media where id = sqlc.arg(media_id)
on conflict do nothing;

-- name: AddUseOfFile :exec
insert into media_uses (article_id, media_id, published)
select cast(sqlc.arg(article_id) as bigint), media_id, cast(sqlc.arg(published) as bigint) from media_files where name = sqlc.arg(name)
on conflict do nothing;

-- name: DeleteMedia :exec
delete from media where id = $1;

-- name: PublishedUses :many
select a.* from articles a join media_uses u on u.article_id = a.id
where u.media_id = $1 and u.published = 1 and a.state = 'published' order by a.id;

-- name: BlogShowing :one
-- The blog whose look has a picture: its address stands among the settings of the theme.
select b.title from blogs b join media_files f on b.theme_settings like '%/' || f.name || '"%' where f.media_id = $1 order by b.id limit 1;
