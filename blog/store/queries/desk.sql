-- What people who sign in see: drafts included, so every query names the account.

-- name: DeskArticles :many
-- Articles the account may edit: its own, and all of the blogs where it is owner or editor.
-- Other people's drafts are shown only once they were published. state '' means all states.
select a.id, a.blog_id, a.author_id, a.slug, a.state, a.visibility, a.published_at, a.edited_at, a.minutes, a.words,
  a.updated_at, w.title, w.version, w.saved_at, w.content
from articles a
join working_copies w on w.article_id = a.id
join members m on m.blog_id = a.blog_id and m.account_id = sqlc.arg(account_id)
where (a.author_id = sqlc.arg(account_id) or (m.role in ('owner', 'editor') and a.state <> 'draft'))
  and (a.state = sqlc.arg(state) or cast(sqlc.arg(state) as text) = '')
order by w.saved_at desc, a.id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountDeskArticles :many
select a.state, count(*) as articles
from articles a
join members m on m.blog_id = a.blog_id and m.account_id = sqlc.arg(account_id)
where a.author_id = sqlc.arg(account_id) or (m.role in ('owner', 'editor') and a.state <> 'draft')
group by a.state;
