-- name: FeaturedAt :one
select featured_at from featured where article_id = $1;

-- name: CountFeatured :one
select count(*) from featured f join articles a on a.id = f.article_id where a.blog_id = $1;

-- name: Feature :exec
insert into featured (article_id, featured_at) values ($1, $2);

-- name: Unfeature :exec
delete from featured where article_id = $1;

-- name: FeaturedIn :many
-- The latest choice first; those that readers find.
select a.* from featured f join listed_articles a on a.id = f.article_id
where a.blog_id = $1 order by f.featured_at desc, a.id desc;
