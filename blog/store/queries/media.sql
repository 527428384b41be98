-- name: Media :one
select * from media where id = $1;

-- name: MediaOf :many
select * from media where account_id = $1 and kind = $2 order by id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: InsertMedia :one
insert into media (account_id, kind, alt, width, height, variants, created_at)
values ($1, $2, $3, $4, $5, $6, $7) returning id;

-- name: UpdateMediaAlt :exec
update media set alt = $2 where id = $1;

-- name: AddMediaFile :exec
insert into media_files (name, media_id) values ($1, $2) on conflict do nothing;

-- name: MediaWithFile :one
select m.* from media_files f join media m on m.id = f.media_id where f.name = $1;
