-- name: InsertAnswer :one
insert into answers (ap_id, blog_id, article_id, in_reply_to, actor_id, community_id, conversation, context, markdown, html, language, published_at, edited_at, deleted_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 0) returning id;

-- name: AnswerByAPID :one
select * from answers where ap_id = $1;

-- name: UpdateAnswer :exec
update answers set markdown = $2, html = $3, edited_at = $4, deleted_at = $5, removed_at = $6, removal = $7 where id = $1;

-- name: CountAnswers :one
select count(*) from answers where deleted_at = 0;

-- name: AnswersTo :many
-- What one person answered to one thing, oldest first.
select * from answers where blog_id = $1 and in_reply_to = $2 and deleted_at = 0 order by id;
