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
