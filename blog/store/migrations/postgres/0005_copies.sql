-- +goose Up

-- Our own copies of pictures on other servers, and the memory of trying to make them.
create table copies (
  kind text not null, -- icon: somebody's avatar; picture: in an article
  url text not null, -- there
  domain text not null, -- that url is under, as its owner registered it
  wanted_by text not null, -- domain of the actor who shows it; empty for an article here
  tries bigint not null,
  tried_at bigint not null,
  retry_at bigint not null, -- not asked for again before
  bytes bigint not null, -- of the original
  width bigint not null,
  height bigint not null,
  variants text not null, -- JSON, largest first
  copied_at bigint not null, -- 0 until there is a copy
  primary key (kind, url)
);
create index copies_tried on copies (tried_at);

-- PostgreSQL cannot index long addresses; store.SaveActor keeps no such one either.
update actors set avatar_url = '' where octet_length(avatar_url) > 2000;
create index actors_avatar on actors (avatar_url);

-- The pictures of other servers that each article shows, or would show if there was a copy.
create table article_pictures (
  article_id bigint not null references articles (id) on delete cascade,
  url text not null,
  position bigint not null, -- in the text
  primary key (article_id, url)
);
create index article_pictures_url on article_pictures (url);

-- Whose a stored file is, so that a text that names one shows all sizes of the picture.
create table media_files (
  name text not null primary key,
  media_id bigint not null references media (id) on delete cascade
);
create index media_files_media on media_files (media_id);
insert into media_files (name, media_id)
  select v.file ->> 'name', m.id from media m, jsonb_array_elements(cast(m.variants as jsonb)) as v (file)
  where m.variants like '[%' on conflict do nothing;

-- +goose Down
drop table media_files;
drop table article_pictures;
drop index actors_avatar;
drop table copies;
