-- +goose Up

-- What the owner of a blog chose for its theme, as JSON; empty where everything is as the theme has it.
alter table blogs add column theme_settings text not null default '';

-- Themes that people brought, as the archives they came in. A blog wears one as NAME@DIGEST.
create table themes (
  id integer primary key autoincrement,
  blog_id bigint not null references blogs (id) on delete cascade,
  name text not null,
  title text not null,
  digest text not null,
  archive blob not null,
  created_at bigint not null,
  unique (blog_id, name)
);
create index themes_digest on themes (digest);

-- +goose Down
drop table themes;
alter table blogs drop column theme_settings;
