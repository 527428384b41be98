-- name: Notices :many
-- What others did to the blogs and articles of one account, the latest first.
select cast(n.kind as text) as kind, n.at, n.comment_id, n.state, n.blog_id, cast(n.uri as text) as uri, cast(n.words as text) as words, a.uri as actor_uri, a.username, a.host, a.name, a.url as actor_url,
  coalesce(t.title, '') as title, coalesce(t.slug, '') as slug, coalesce(b.name, '') as blog_name, coalesce(b.title, '') as blog_title
from (
  select 'reply' as kind, c.received_at as at, c.id as comment_id, c.article_id, t.blog_id, c.actor_id, c.state, '' as uri, '' as words
  from comments c join articles t on t.id = c.article_id join members m on m.blog_id = t.blog_id and m.account_id = sqlc.arg(account_id)
  where (m.role in ('owner', 'editor') or t.author_id = sqlc.arg(account_id)) and c.state <> 'removed'
  union all
  select r.kind, r.created_at, r.comment_id, r.article_id, t.blog_id, r.actor_id, '', '', ''
  from reactions r join articles t on t.id = r.article_id join members m on m.blog_id = t.blog_id and m.account_id = sqlc.arg(account_id)
  where m.role in ('owner', 'editor') or t.author_id = sqlc.arg(account_id)
  union all
  select 'follow', f.created_at, 0, 0, f.blog_id, f.actor_id, '', '', ''
  from followers f join members m on m.blog_id = f.blog_id and m.account_id = sqlc.arg(account_id)
  union all
  select 'mention', w.received_at, 0, 0, w.blog_id, w.actor_id, '', w.uri, w.words
  from mentions w join members m on m.blog_id = w.blog_id and m.account_id = sqlc.arg(account_id)
  union all
  select 'quote', q.created_at, q.comment_id, q.article_id, coalesce(t.blog_id, q.blog_id), q.actor_id, '', q.uri, ''
  from quotes q join members m on m.blog_id = q.blog_id and m.account_id = sqlc.arg(account_id) left join articles t on t.id = q.article_id
  where q.state = 'shown'
  union all
  select 'removal', x.removed_at, 0, 0, x.blog_id, x.community_id, '', x.in_reply_to, x.removal
  from answers x join members m on m.blog_id = x.blog_id and m.account_id = sqlc.arg(account_id)
  where x.removed_at > 0 and x.deleted_at = 0
) n join actors a on a.id = n.actor_id
left join articles t on t.id = n.article_id
left join blogs b on b.id = n.blog_id
where a.blog_id <> cast(sqlc.arg(own) as bigint)
order by n.at desc, n.kind, n.comment_id desc, n.actor_id
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountNotices :one
-- How much of that came since a moment; of each kind at most 100.
select cast(
  (select count(*) from (select 1 from comments c join articles t on t.id = c.article_id join members m on m.blog_id = t.blog_id and m.account_id = sqlc.arg(account_id)
    join actors a on a.id = c.actor_id
    where c.received_at > sqlc.arg(since) and (m.role in ('owner', 'editor') or t.author_id = sqlc.arg(account_id)) and c.state <> 'removed' and a.blog_id <> sqlc.arg(own) limit 100) as replies) +
  (select count(*) from (select 1 from reactions r join articles t on t.id = r.article_id join members m on m.blog_id = t.blog_id and m.account_id = sqlc.arg(account_id)
    join actors a on a.id = r.actor_id
    where r.created_at > sqlc.arg(since) and (m.role in ('owner', 'editor') or t.author_id = sqlc.arg(account_id)) and a.blog_id <> sqlc.arg(own) limit 100) as reacted) +
  (select count(*) from (select 1 from followers f join members m on m.blog_id = f.blog_id and m.account_id = sqlc.arg(account_id)
    where f.created_at > sqlc.arg(since) limit 100) as follows) +
  (select count(*) from (select 1 from mentions w join members m on m.blog_id = w.blog_id and m.account_id = sqlc.arg(account_id)
    where w.received_at > sqlc.arg(since) limit 100) as mentioned) +
  (select count(*) from (select 1 from quotes q join members m on m.blog_id = q.blog_id and m.account_id = sqlc.arg(account_id)
    where q.created_at > sqlc.arg(since) and q.state = 'shown' limit 100) as quoted) +
  (select count(*) from (select 1 from answers x join members m on m.blog_id = x.blog_id and m.account_id = sqlc.arg(account_id)
    where x.removed_at > sqlc.arg(since) and x.deleted_at = 0 limit 100) as removals)
as bigint) as notices;

-- name: NoticedAt :one
select noticed_at from accounts where id = $1;

-- name: SetNoticedAt :exec
update accounts set noticed_at = $2 where id = $1 and noticed_at < $2;
