-- name: Setting :one
select value from settings where key = $1;

-- name: SetSetting :exec
insert into settings (key, value) values ($1, $2)
on conflict (key) do update set value = excluded.value;

-- name: NextVersion :one
-- Locks the counter's row until the commit, so that versions become visible in the order of their numbers.
update counters set value = value + 1 where name = 'version' returning value;

-- name: SetVersion :exec
insert into versions (kind, id, seq) values ($1, $2, $3)
on conflict (kind, id) do update set seq = excluded.seq;

-- name: VersionsSince :many
select kind, id, seq from versions where seq > $1 order by seq;
