-- name: InboxesToAsk :many
-- One inbox of each of the hosts that most followers live on.
select cast(min(inbox) as text) as inbox from audience group by host
order by sum(followers) desc, host limit cast(sqlc.arg(max) as bigint);
