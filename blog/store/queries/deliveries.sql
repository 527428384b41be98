-- name: InsertActivity :one
-- Gives the row as it is when the activity was there before.
insert into activities (ap_id, blog_id, article_id, object, kind, body, audiences, not_for, fanned, fanned_after, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, 0, '', $9)
on conflict (ap_id) do update set ap_id = excluded.ap_id
returning id, fanned, fanned_after;

-- name: SetFanned :exec
update activities set fanned = $2, fanned_after = $3 where id = $1;

-- name: ActivityByAPID :one
select * from activities where ap_id = $1;

-- name: UnsentAnnounces :many
-- What a publication keeps of one thing to pass on, in the order it came. It has one audience, so 2 is done.
select * from activities where object = $1 and kind = 'Announce' and not_for <> '[]' and fanned < 2 order by id;

-- name: LastRemoval :one
-- The latest Delete of something by one of our people.
select * from activities where object = $1 and kind = 'Delete' order by id desc limit 1;

-- name: CountAnnounces :one
select count(*) from activities where blog_id = $1 and object = $2 and kind = 'Announce' and not_for <> '[]';

-- name: InsertDelivery :exec
insert into deliveries (activity_id, host, inbox, object, attempts, due_at, created_at)
values ($1, $2, $3, $4, 0, $5, $6)
on conflict (activity_id, inbox) do nothing;

-- name: SupersedeUpdates :exec
-- An Update that waits is pointless once a newer one about the same object goes to the same inbox.
delete from deliveries where deliveries.inbox = sqlc.arg(inbox) and deliveries.object = sqlc.arg(object)
  and deliveries.attempts = 0 and deliveries.activity_id <> sqlc.arg(activity_id)
  and exists (select 1 from activities a where a.id = deliveries.activity_id and a.kind = 'Update');

-- name: DueHosts :many
-- Hosts that have something to deliver and may be asked now.
select distinct d.host from deliveries d left join hosts h on h.host = d.host
where d.due_at <= sqlc.arg(now) and coalesce(h.retry_at, 0) <= sqlc.arg(now)
order by d.host limit cast(sqlc.arg(max) as bigint);

-- name: LeaseHost :execrows
insert into hosts (host, software, version, asked_at, failures, failing_since, retry_at, leased_by, leased_until)
values (sqlc.arg(host), '', '', 0, 0, 0, 0, sqlc.arg(leased_by), sqlc.arg(leased_until))
on conflict (host) do update set leased_by = excluded.leased_by, leased_until = excluded.leased_until
where hosts.leased_until <= sqlc.arg(now) or hosts.leased_by = excluded.leased_by;

-- name: ReleaseHost :exec
update hosts set leased_by = '', leased_until = 0
where leased_by <> '' and (sqlc.arg(host) = '' or (host = sqlc.arg(host) and leased_by = sqlc.arg(leased_by)));

-- name: DueDeliveries :many
-- The oldest delivery about each object to each inbox of a host: order per object is kept, because
-- a later one waits for the earlier.
select d.id, d.activity_id, d.inbox, d.attempts, d.object, d.created_at, a.ap_id, a.blog_id, a.article_id, a.kind, a.body, a.created_at as begun_at, a.not_for
from deliveries d join activities a on a.id = d.activity_id
where d.host = sqlc.arg(host) and d.due_at <= sqlc.arg(now)
  and not exists (select 1 from deliveries e where e.inbox = d.inbox and e.object = d.object and e.id < d.id)
order by d.id limit cast(sqlc.arg(max) as bigint);

-- name: DeleteDelivery :exec
delete from deliveries where id = $1;

-- name: DeleteDeliveriesTo :exec
delete from deliveries where inbox = $1;

-- name: PostponeDelivery :exec
update deliveries set attempts = attempts + 1, due_at = $2 where id = $1;

-- name: HostHealth :one
-- Not named Host: the generated parameter would hide the generated text of the query.
select failures, failing_since from hosts where host = $1;

-- name: HostAnswered :exec
insert into hosts (host, software, version, asked_at, failures, failing_since, retry_at, leased_by, leased_until)
values ($1, '', '', 0, 0, 0, 0, '', 0)
on conflict (host) do update set failures = 0, failing_since = 0, retry_at = 0;

-- name: HostFailed :exec
insert into hosts (host, software, version, asked_at, failures, failing_since, retry_at, leased_by, leased_until)
values (sqlc.arg(host), '', '', 0, 1, sqlc.arg(now), sqlc.arg(retry_at), '', 0)
on conflict (host) do update set failures = hosts.failures + 1,
  failing_since = case when hosts.failing_since = 0 then excluded.failing_since else hosts.failing_since end,
  retry_at = excluded.retry_at;

-- name: SaveReceipt :exec
insert into receipts (article_id, host, state, answer, next_at, updated_at) values ($1, $2, $3, $4, $5, $6)
on conflict (article_id, host) do update set state = excluded.state, answer = excluded.answer,
  next_at = excluded.next_at, updated_at = excluded.updated_at;

-- name: AwaitReceipt :exec
insert into receipts (article_id, host, state, answer, next_at, updated_at)
values (sqlc.arg(article_id), sqlc.arg(host), 'waiting', '', sqlc.arg(updated_at), sqlc.arg(updated_at))
on conflict (article_id, host) do update set state = 'waiting', answer = '', next_at = excluded.next_at, updated_at = excluded.updated_at;

-- name: Receipts :many
select r.host, r.state, r.answer, r.next_at, r.updated_at,
  coalesce(h.software, '') as software, coalesce(h.version, '') as version, coalesce(h.retry_at, 0) as retry_at
from receipts r left join hosts h on h.host = r.host
where r.article_id = $1
order by case r.state when 'refused' then 0 when 'away' then 1 when 'waiting' then 2 else 3 end, r.host;

-- name: HostSoftware :one
select software, version, asked_at from hosts where host = $1;

-- name: SetHostSoftware :exec
insert into hosts (host, software, version, asked_at, failures, failing_since, retry_at, leased_by, leased_until)
values ($1, $2, $3, $4, 0, 0, 0, '', 0)
on conflict (host) do update set software = excluded.software, version = excluded.version, asked_at = excluded.asked_at;

-- name: HostRests :one
select count(*) from hosts where host = $1 and retry_at > $2;

-- name: Unreached :many
-- Hosts that do not have an article and get nothing about it at present.
select r.host from receipts r
where r.article_id = sqlc.arg(article_id) and r.state in ('refused', 'away')
  and not exists (select 1 from deliveries d join activities a on a.id = d.activity_id
    where d.host = r.host and a.article_id = r.article_id)
order by r.host;

-- name: Sendable :many
-- What a server needs to have an article as it is now: what was sent about its latest episode, but of the edits only the
-- last, and after a withdrawal only that.
select a.* from activities a
where a.article_id = sqlc.arg(article_id)
  and a.object = (select l.object from activities l where l.article_id = sqlc.arg(article_id) order by l.id desc limit 1)
  and not exists (select 1 from activities b where b.article_id = a.article_id and b.object = a.object and b.id > a.id
    and (b.kind = 'Delete' or (a.kind = 'Update' and b.kind = 'Update')))
order by a.id;

-- name: InboxesAt :many
select inbox from audience where blog_id = sqlc.arg(blog_id) and host = sqlc.arg(host) order by inbox;

-- name: EndRest :exec
update hosts set retry_at = 0 where host = $1;
