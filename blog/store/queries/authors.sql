-- name: CoAuthors :many
select account_id from article_authors where article_id = $1 order by position, account_id;

-- name: DropCoAuthors :exec
delete from article_authors where article_id = $1;

-- name: AddCoAuthor :exec
insert into article_authors (article_id, account_id, position) values ($1, $2, $3) on conflict do nothing;

-- name: IsCoAuthor :one
select count(*) from article_authors where article_id = $1 and account_id = $2;
