-- name: AddFollower :execrows
insert into followers (blog_id, actor_id, follow_uri, created_at) values ($1, $2, $3, $4)
on conflict (blog_id, actor_id) do nothing;

-- name: RenewFollow :exec
update followers set follow_uri = $3 where blog_id = $1 and actor_id = $2;

-- name: RemoveFollower :execrows
delete from followers where blog_id = $1 and actor_id = $2;

-- name: BlogsFollowedBy :many
select blog_id from followers where actor_id = $1;

-- name: Followers :many
select sqlc.embed(a), f.created_at as since, coalesce(av.variants, '') as avatar
from followers f join actors a on a.id = f.actor_id left join copies av on av.kind = 'icon' and av.url = a.avatar_url
where f.blog_id = sqlc.arg(blog_id) order by f.created_at desc, f.actor_id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountFollowers :one
select count(*) from followers where blog_id = $1;

-- name: CountFollowerHosts :one
select count(distinct a.host) from followers f join actors a on a.id = f.actor_id where f.blog_id = $1;

-- name: CountInboxes :one
-- Distinct inboxes of one host in a blog's audience.
select count(*) from audience where blog_id = $1 and host = $2;

-- name: InAudience :one
select count(*) from audience where blog_id = $1 and inbox = $2;

-- name: JoinAudience :exec
insert into audience (blog_id, inbox, host, followers) values ($1, $2, $3, 1)
on conflict (blog_id, inbox) do update set followers = audience.followers + 1;

-- name: LeaveAudience :exec
update audience set followers = followers - 1 where blog_id = $1 and inbox = $2;

-- name: DropEmptyAudience :exec
delete from audience where blog_id = $1 and inbox = $2 and followers <= 0;

-- name: Audience :many
-- With what their hosts run, as far as they said.
select a.inbox, a.host, coalesce(h.software, '') as software from audience a left join hosts h on h.host = a.host
where a.blog_id = sqlc.arg(blog_id) and a.inbox > sqlc.arg(after)
order by a.inbox limit cast(sqlc.arg(max) as bigint);

-- name: BlogFollowedWith :one
select f.blog_id from followers f join actors a on a.id = f.actor_id where a.uri = sqlc.arg(actor) and f.follow_uri = sqlc.arg(follow);
