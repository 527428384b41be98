-- name: SaveReviewLink :exec
insert into review_links (token, article_id, account_id, expires_at) values ($1, $2, $3, $4)
on conflict (article_id) do update set token = excluded.token, account_id = excluded.account_id, expires_at = excluded.expires_at;

-- name: ReviewLink :one
select * from review_links where token = $1;

-- name: ReviewLinkOf :one
select * from review_links where article_id = $1;

-- name: DropReviewLink :exec
delete from review_links where article_id = $1;

-- name: DropReviewLinks :exec
delete from review_links where expires_at <= $1;
