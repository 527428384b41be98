-- +goose Up

-- Which articles show a picture: in their working copy (0) or to readers (1). A picture that none shows may be deleted.
create table media_uses (
  article_id bigint not null references articles (id) on delete cascade,
  media_id bigint not null references media (id) on delete cascade,
  published bigint not null,
  primary key (article_id, media_id, published)
);
create index media_uses_media on media_uses (media_id);
insert into media_uses (article_id, media_id, published)
  select w.article_id, f.media_id, 0 from working_copies w join media_files f on w.content like '%/media/' || f.name || '%'
  union select a.id, f.media_id, 1 from articles a join media_files f on a.markdown like '%/media/' || f.name || '%'
  union select a.id, a.cover_id, 1 from articles a join media m on m.id = a.cover_id;
insert into media_uses (article_id, media_id, published)
  select w.article_id, m.id, 0 from working_copies w join media m on m.id = (w.content::jsonb ->> 'cover')::bigint
  on conflict do nothing;

-- +goose Down
drop table media_uses;
