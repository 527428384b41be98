-- name: PutTheme :exec
-- A theme that is brought again is as if it were new.
insert into themes (blog_id, name, title, digest, archive, created_at) values ($1, $2, $3, $4, $5, $6)
on conflict (blog_id, name, digest) do update set created_at = excluded.created_at;

-- name: ThemesOfBlog :many
select id, blog_id, name, title, digest, created_at from themes where blog_id = $1 order by name, created_at desc, id desc;

-- name: DeleteTheme :exec
delete from themes where id = $1;

-- name: ThemeArchive :one
select archive from themes where name = $1 and digest = $2 order by id limit 1;
