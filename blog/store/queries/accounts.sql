-- name: CountAccounts :one
select count(*) from accounts;

-- name: Account :one
select * from accounts where id = $1;

-- name: AccountByName :one
select * from accounts where name = $1;

-- name: Accounts :many
select * from accounts order by name;

-- name: InsertAccount :one
insert into accounts (name, display_name, bio, bio_html, email, role, password_hash, session_epoch, picture_id, created_at, updated_at, language)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
returning id;

-- name: UpdateAccount :exec
update accounts set display_name = $2, bio = $3, bio_html = $4, email = $5, role = $6, password_hash = $7,
  session_epoch = $8, picture_id = $9, updated_at = $10, language = $11
where id = $1;
