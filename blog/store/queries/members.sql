-- name: MemberRole :one
select role from members where blog_id = $1 and account_id = $2;

-- name: Members :many
select * from members where blog_id = $1 order by account_id;

-- name: MembersWithNames :many
-- Owners first, then editors, then writers.
select sqlc.embed(a), m.role from members m join accounts a on a.id = m.account_id
where m.blog_id = $1 order by case m.role when 'owner' then 0 when 'editor' then 1 else 2 end, a.display_name, a.id;

-- name: SetMember :exec
insert into members (blog_id, account_id, role) values ($1, $2, $3)
on conflict (blog_id, account_id) do update set role = excluded.role;

-- name: RemoveMember :exec
delete from members where blog_id = $1 and account_id = $2;

-- name: InvitationFor :one
select * from invitations where blog_id = $1 and account_id = $2;

-- name: InvitationsOf :many
-- With the names of who asks and of who is asked.
select i.account_id, i.role, i.created_at, sqlc.embed(b), a.name as invited, a.display_name as invited_name, f.display_name as inviter
from invitations i join blogs b on b.id = i.blog_id join accounts a on a.id = i.account_id join accounts f on f.id = i.invited_by
where i.blog_id = sqlc.arg(blog_id) or i.account_id = sqlc.arg(account_id) order by i.created_at, i.blog_id, i.account_id;

-- name: SaveInvitation :exec
insert into invitations (blog_id, account_id, role, invited_by, created_at) values ($1, $2, $3, $4, $5)
on conflict (blog_id, account_id) do update set role = excluded.role, invited_by = excluded.invited_by, created_at = excluded.created_at;

-- name: DropInvitation :exec
delete from invitations where blog_id = $1 and account_id = $2;

-- name: UnpublishedOf :many
-- What an account wrote in a blog and readers do not see.
select id from articles where blog_id = $1 and author_id = $2 and state <> 'published' order by id;

-- name: ArticlesIn :many
select id from articles where blog_id = sqlc.arg(blog_id) order by id limit cast(sqlc.arg(max) as bigint);

-- name: MoveArticle :exec
-- Its former addresses stay behind, and are gone.
update articles set blog_id = $2, slug = '' where id = $1;

-- name: HandedBack :one
select h.note, h.at, a.display_name as editor from handed_back h join accounts a on a.id = h.account_id where h.article_id = sqlc.arg(article);

-- name: SaveHandedBack :exec
insert into handed_back (article_id, account_id, note, at) values ($1, $2, $3, $4)
on conflict (article_id) do update set account_id = excluded.account_id, note = excluded.note, at = excluded.at;

-- name: DropHandedBack :exec
delete from handed_back where article_id = sqlc.arg(article);
