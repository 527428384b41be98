-- name: ShownReplies :many
-- The ids of the comments readers see, oldest first.
select uri from comments where article_id = sqlc.arg(article_id) and state = 'shown' order by published_at, id
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountShownReplies :one
select count(*) from comments where article_id = $1 and state = 'shown';
