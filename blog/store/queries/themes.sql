-- name: PutTheme :exec
-- A theme takes the place of the one that had its name.
insert into themes (blog_id, name, title, digest, archive, created_at) values ($1, $2, $3, $4, $5, $6)
on conflict (blog_id, name) do update set title = excluded.title, digest = excluded.digest, archive = excluded.archive, created_at = excluded.created_at;

-- name: ThemesOfBlog :many
select id, blog_id, name, title, digest, created_at from themes where blog_id = $1 order by name;

-- name: DeleteTheme :exec
delete from themes where blog_id = $1 and name = $2;

-- name: ThemeArchive :one
select archive from themes where name = $1 and digest = $2 order by id limit 1;
