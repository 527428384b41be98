-- name: SearchableRevision :one
select revision_id from searchable where article_id = $1;

-- name: SetSearchable :exec
insert into searchable (article_id, revision_id) values ($1, $2)
on conflict (article_id) do update set revision_id = excluded.revision_id;

-- name: UnsetSearchable :exec
delete from searchable where article_id = $1;

-- name: NotSearchable :many
-- Articles that readers may look for and whose words are not there yet, or have to be made again.
select a.id from listed_articles a where not exists (select 1 from searchable s where s.article_id = a.id and s.revision_id <> 0) order by a.id limit cast(sqlc.arg(max) as bigint);
