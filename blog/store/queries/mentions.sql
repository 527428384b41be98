-- name: SaveMention :exec
insert into mentions (uri, blog_id, actor_id, words, received_at) values ($1, $2, $3, $4, $5)
on conflict (uri, blog_id) do update set words = excluded.words where mentions.actor_id = excluded.actor_id;

-- name: EditMention :exec
update mentions set words = sqlc.arg(words) where mentions.uri = sqlc.arg(uri) and actor_id = (select a.id from actors a where a.uri = sqlc.arg(actor));

-- name: CountMentions :one
select count(*) from mentions where uri = $1;

-- name: RemoveMention :exec
delete from mentions where mentions.uri = sqlc.arg(uri) and actor_id = (select a.id from actors a where a.uri = sqlc.arg(actor));

-- name: RemoveMentionsOf :exec
delete from mentions where actor_id = $1;

-- name: RemoveMentionsBy :exec
delete from mentions where blog_id = $1 and actor_id = $2;
