-- name: Blog :one
select * from blogs where id = $1;

-- name: BlogByName :one
select * from blogs where name = $1;

-- name: BlogByAPID :one
select * from blogs where ap_id = $1;

-- name: PersonalBlog :one
select * from blogs where account_id = $1 and kind = 'personal';

-- name: HomeBlog :one
select * from blogs where home;

-- name: Blogs :many
select * from blogs where deleted_at = 0 order by name;

-- name: BlogsOf :many
select b.* from blogs b join members m on m.blog_id = b.id
where m.account_id = $1 order by b.kind, b.name;

-- name: InsertBlog :one
insert into blogs (ap_id, kind, name, title, description, language, licence, theme, picture_id, account_id, home, private_key, public_key, proof_key, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
returning id;

-- name: UpdateBlog :exec
update blogs set title = $2, description = $3, language = $4, licence = $5, theme = $6, picture_id = $7, updated_at = $8, hold_strangers = $9, menu = $10, theme_settings = $11
where id = $1;

-- name: LeaveLists :exec
update blogs set left_at = sqlc.arg(left_at) where id = sqlc.arg(blog) or (kind = 'personal' and account_id = sqlc.arg(author));

-- name: LatestBlogDates :one
-- When a blog was last begun, and an article last taken off lists; of blogs that are gone too.
select cast(coalesce(max(created_at), 0) as bigint) as created_at, cast(coalesce(max(left_at), 0) as bigint) as left_at from blogs;

-- name: SetKeys :exec
update blogs set private_key = $2, public_key = $3, proof_key = $4, former_key = $5, keys_at = $6 where id = $1;

-- name: BlogsWithoutProofKey :many
select * from blogs where proof_key = '' order by id;

-- name: SetHome :exec
update blogs set home = (id = sqlc.arg(id)) where home or id = sqlc.arg(id);

-- name: NameOwner :one
select blog_id from names where name = $1;

-- name: ClaimName :execrows
insert into names (name, blog_id) values ($1, $2) on conflict (name) do nothing;

-- name: SetBlogOwner :exec
update blogs set account_id = $2 where id = $1;

-- name: MarkBlogDeleted :exec
update blogs set deleted_at = $2, home = false where id = $1;

-- name: DropMembers :exec
delete from members where blog_id = sqlc.arg(blog);

-- name: DropInvitations :exec
delete from invitations where blog_id = sqlc.arg(blog);

-- name: AnnouncedArticles :many
-- What a publication ever announced to its followers, by their ids.
select distinct object, article_id from activities
where blog_id = sqlc.arg(blog) and kind = 'Announce' and article_id <> 0 order by object;
