-- name: SaveQuote :exec
insert into quotes (uri, actor_id, blog_id, article_id, comment_id, object, stamp, state, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (uri) do update set stamp = excluded.stamp, state = excluded.state;

-- name: QuoteByURI :one
select sqlc.embed(q), sqlc.embed(a) from quotes q join actors a on a.id = q.actor_id where q.uri = $1;

-- name: QuoteByStamp :one
select sqlc.embed(q), sqlc.embed(a) from quotes q join actors a on a.id = q.actor_id where q.stamp = $1 and q.stamp <> '';

-- name: DeleteQuote :exec
delete from quotes where uri = $1;

-- name: RemoveQuotesBy :many
-- Takes away what an actor quoted, and tells where it was counted.
delete from quotes where actor_id = $1 returning article_id;

-- name: RemoveQuotesOf :exec
-- Takes away what was quoted of an article and the answers under it.
delete from quotes where article_id = $1;
