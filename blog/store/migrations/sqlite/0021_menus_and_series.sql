-- +goose Up

-- What the owner of a blog put into its menu, as JSON; empty for what there is by itself.
alter table blogs add column menu text not null default '';

-- Articles that belong together, in their order. An article is part of one series at most.
create table series (
  id integer primary key autoincrement,
  blog_id bigint not null references blogs (id) on delete cascade,
  slug text not null,
  title text not null,
  description text not null default '',
  created_at bigint not null,
  unique (blog_id, slug)
);
create table series_articles (
  article_id bigint not null primary key references articles (id) on delete cascade,
  series_id bigint not null references series (id) on delete cascade,
  position bigint not null
);
create index series_articles_series on series_articles (series_id, position);

-- +goose Down
drop table series_articles;
drop table series;
alter table blogs drop column menu;
