-- +goose Up

-- A new version of a theme stands beside the one that is worn, until somebody puts it on.
create table themes_next (
  id integer primary key autoincrement,
  blog_id bigint not null references blogs (id) on delete cascade,
  name text not null,
  title text not null,
  digest text not null,
  archive blob not null,
  created_at bigint not null,
  unique (blog_id, name, digest)
);
insert into themes_next select id, blog_id, name, title, digest, archive, created_at from themes;
drop table themes;
alter table themes_next rename to themes;
create index themes_digest on themes (digest);

-- +goose Down
delete from themes where id not in (select max(id) from themes group by blog_id, name);
create table themes_next (
  id integer primary key autoincrement,
  blog_id bigint not null references blogs (id) on delete cascade,
  name text not null,
  title text not null,
  digest text not null,
  archive blob not null,
  created_at bigint not null,
  unique (blog_id, name)
);
insert into themes_next select id, blog_id, name, title, digest, archive, created_at from themes;
drop table themes;
alter table themes_next rename to themes;
create index themes_digest on themes (digest);
