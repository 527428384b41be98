-- name: Session :one
select data from sessions where token_hash = $1 and expires_at > $2;

-- name: SaveSession :exec
insert into sessions (token_hash, data, expires_at) values ($1, $2, $3)
on conflict (token_hash) do update set data = excluded.data, expires_at = excluded.expires_at;

-- name: DeleteSession :exec
delete from sessions where token_hash = $1;

-- name: DeleteExpiredSessions :exec
delete from sessions where expires_at <= $1;
