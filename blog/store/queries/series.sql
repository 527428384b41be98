-- name: SeriesNamed :one
-- By its title, or by what its title was when it began.
select * from series where blog_id = $1 and (slug = $2 or lower(title) = lower(cast(sqlc.arg(title) as text))) order by id limit 1;

-- name: Series :one
select * from series where id = $1;

-- name: SeriesBySlug :one
select * from series where blog_id = $1 and slug = $2;

-- name: SeriesOfBlog :many
select * from series where blog_id = $1 order by title, id;

-- name: InsertSeries :one
insert into series (blog_id, slug, title, description, created_at) values ($1, $2, $3, $4, $5) returning id;

-- name: UpdateSeries :exec
update series set title = $2, description = $3 where id = $1;

-- name: DeleteSeries :exec
delete from series where id = $1;

-- name: SeriesOfArticle :one
select s.* from series s join series_articles p on p.series_id = s.id where p.article_id = $1;

-- name: LeaveSeries :exec
delete from series_articles where article_id = $1;

-- name: JoinSeries :exec
-- At the end; one that is part of it stays in its place.
insert into series_articles (article_id, series_id, position)
select cast(sqlc.arg(article_id) as bigint), cast(sqlc.arg(series_id) as bigint), coalesce(max(position), 0) + 1 from series_articles where series_id = sqlc.arg(series_id)
on conflict (article_id) do nothing;

-- name: SeriesParts :many
select a.id, a.slug, a.title, a.language, a.state, a.visibility, a.published_at from series_articles p join articles a on a.id = p.article_id
where p.series_id = $1 order by p.position, a.id;

-- name: ListedInSeries :many
select a.* from listed_articles a join series_articles p on p.article_id = a.id
where p.series_id = $1 order by p.position, a.id;

-- name: SetPosition :exec
update series_articles set position = $2 where article_id = $1;
