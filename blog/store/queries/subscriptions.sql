-- name: PutSubscription :exec
-- A renewal keeps what was sent: what is on its way must still arrive.
insert into subscriptions (topic, callback, host, secret, sent, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (topic, callback) do update set secret = excluded.secret, expires_at = excluded.expires_at;

-- name: DeleteSubscription :exec
delete from subscriptions where topic = $1 and callback = $2;

-- name: Subscription :one
select * from subscriptions where id = $1;

-- name: CountSubscriptions :one
-- All, and those of one host.
select count(*) as all_of_them, count(case when host = sqlc.arg(host) then 1 end) as of_host from subscriptions;

-- name: SubscribedTopics :many
select distinct topic from subscriptions where expires_at > $1 order by topic;

-- name: BehindSubscriptions :many
-- Who got something else than this last.
select id from subscriptions where topic = $1 and sent <> $2 and expires_at > $3 order by id;

-- name: MarkSent :exec
update subscriptions set sent = $2 where id = $1;

-- name: DropExpiredSubscriptions :exec
delete from subscriptions where expires_at <= $1;
