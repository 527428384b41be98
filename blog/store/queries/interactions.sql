-- name: InsertInteraction :one
insert into interactions (ap_id, blog_id, kind, object, actor_id, community_id, state, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8) returning id;

-- name: Interaction :one
select sqlc.embed(i), sqlc.embed(a) from interactions i join actors a on a.id = i.actor_id
where i.blog_id = $1 and i.kind = $2 and i.object = $3;

-- name: InteractionByAPID :one
select sqlc.embed(i), sqlc.embed(a) from interactions i join actors a on a.id = i.actor_id where i.ap_id = $1;

-- name: InteractionsWith :many
-- Everything one of our people does to one actor or thing.
select sqlc.embed(i), sqlc.embed(a) from interactions i join actors a on a.id = i.actor_id
where i.blog_id = $1 and i.object = $2 order by i.id;

-- name: InteractionsBy :many
-- What one of our people does of one kind, the latest first.
select sqlc.embed(i), sqlc.embed(a) from interactions i join actors a on a.id = i.actor_id
where i.blog_id = sqlc.arg(blog_id) and i.kind = sqlc.arg(kind) order by i.id desc
limit cast(sqlc.arg(max) as bigint) offset cast(sqlc.arg(skip) as bigint);

-- name: CountInteractions :one
select count(*) from interactions where blog_id = $1 and kind = $2 and state = $3;

-- name: FollowsOf :many
-- Which of our people follow an actor.
select sqlc.embed(i), sqlc.embed(a) from interactions i join actors a on a.id = i.actor_id
where i.kind = 'follow' and i.object = $1 order by i.id;

-- name: SetInteractionState :exec
update interactions set state = $2 where id = $1;

-- name: DeleteInteraction :exec
delete from interactions where id = $1;

-- name: AddBlock :exec
insert into blocks (blog_id, target, created_at) values ($1, $2, $3) on conflict (blog_id, target) do nothing;

-- name: RemoveBlock :exec
delete from blocks where blog_id = $1 and target = $2;
