-- name: Article :one
select * from articles where id = $1;

-- name: ArticleByAPID :one
select * from articles where ap_id = $1 and ap_id <> '';

-- name: InsertArticle :one
insert into articles (ap_id, blog_id, author_id, slug, state, visibility, published_at, edited_at, created_at, updated_at,
  revision_id, title, subtitle, summary, html, markdown, outline, tags, language, licence, cover_id, cover_alt, words, minutes, has_code, has_math, canonical, warning, open_edits)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)
returning id;

-- name: UpdateArticle :exec
update articles set ap_id = $2, slug = $3, state = $4, visibility = $5, published_at = $6, edited_at = $7, updated_at = $8,
  revision_id = $9, title = $10, subtitle = $11, summary = $12, html = $13, markdown = $14, outline = $15, tags = $16,
  language = $17, licence = $18, cover_id = $19, cover_alt = $20, words = $21, minutes = $22, has_code = $23, has_math = $24,
  canonical = $25, warning = $26, open_edits = $27
where id = $1;

-- name: StandingPages :many
-- The pages of a blog, for its menu.
select slug, title from articles where blog_id = $1 and state = 'published' and visibility = 'page' order by published_at, id;

-- name: DeleteArticle :exec
delete from articles where id = $1;

-- name: DeleteArticleTags :exec
delete from article_tags where article_id = $1;

-- name: InsertArticleTag :exec
insert into article_tags (article_id, tag, label) values ($1, $2, $3) on conflict do nothing;

-- name: SlugOwner :one
select article_id from slugs where blog_id = $1 and slug = $2;

-- name: ClaimSlug :exec
insert into slugs (blog_id, slug, article_id) values ($1, $2, $3)
on conflict (blog_id, slug) do nothing;

-- name: OrphanSlugs :exec
update slugs set article_id = 0 where article_id = $1;

-- name: BeginEpisode :exec
insert into episodes (ap_id, article_id, quiet, ended_at) values ($1, $2, $3, 0);

-- name: EndEpisode :exec
update episodes set ended_at = $2 where ap_id = $1;

-- name: OrphanEpisodes :exec
update episodes set article_id = 0 where article_id = $1;

-- name: Episode :one
select * from episodes where ap_id = $1;

-- name: WorkingCopy :one
select * from working_copies where article_id = $1;

-- name: SaveWorkingCopy :exec
insert into working_copies (article_id, version, account_id, title, content, saved_at, words) values ($1, $2, $3, $4, $5, $6, $7)
on conflict (article_id) do update set version = excluded.version, account_id = excluded.account_id,
  title = excluded.title, content = excluded.content, saved_at = excluded.saved_at, words = excluded.words;

-- name: InsertRevision :one
insert into revisions (article_id, account_id, content, created_at, shown_at) values ($1, $2, $3, $4, $5) returning id;

-- name: ShowRevision :exec
update revisions set shown_at = $2 where id = $1 and shown_at = 0;

-- name: HideRevisions :exec
update revisions set shown_at = 0 where article_id = $1 and shown_at > 0;

-- name: ShownRevisions :many
-- What readers saw of an article, the newest first.
select * from revisions where article_id = $1 and shown_at > 0 order by shown_at desc, id desc limit cast(sqlc.arg(max) as bigint);

-- name: LastRevisionAt :one
select created_at from revisions where article_id = $1 order by id desc limit 1;

-- name: RevisionsOf :many
-- The latest first, without their texts.
select r.id, r.created_at, coalesce(a.display_name, '') as author from revisions r left join accounts a on a.id = r.account_id
where r.article_id = sqlc.arg(article_id) order by r.id desc limit cast(sqlc.arg(max) as bigint);

-- name: RevisionByID :one
select * from revisions where id = $1;

-- name: BegunAt :one
select article_id from begun where key = sqlc.arg(page);

-- name: SaveBegun :exec
insert into begun (key, article_id) values ($1, $2);
