-- +goose Up
create table settings (
  key text primary key,
  value text not null
);

create table accounts (
  id integer primary key autoincrement,
  name text not null unique,
  display_name text not null,
  bio text not null,
  bio_html text not null,
  email text not null,
  role text not null,
  password_hash text not null,
  session_epoch bigint not null,
  picture_id bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);

create table blogs (
  id integer primary key autoincrement,
  ap_id text not null unique,
  kind text not null,
  name text not null unique,
  title text not null,
  description text not null,
  language text not null,
  licence text not null,
  theme text not null,
  picture_id bigint not null,
  account_id bigint not null references accounts (id),
  home boolean not null,
  private_key text not null,
  public_key text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index blogs_account on blogs (account_id);

-- Every handle that ever was: a name is never given to another blog.
create table names (
  name text primary key,
  blog_id bigint not null
);

create table members (
  blog_id bigint not null references blogs (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  role text not null,
  primary key (blog_id, account_id)
);
create index members_account on members (account_id);

create table media (
  id integer primary key autoincrement,
  account_id bigint not null references accounts (id) on delete cascade,
  kind text not null,
  alt text not null,
  width bigint not null,
  height bigint not null,
  variants text not null, -- JSON, largest first
  created_at bigint not null
);
create index media_account on media (account_id, id);

create table articles (
  id integer primary key autoincrement,
  ap_id text not null, -- empty unless published
  blog_id bigint not null references blogs (id) on delete cascade,
  author_id bigint not null references accounts (id),
  slug text not null,
  state text not null,
  visibility text not null,
  published_at bigint not null,
  edited_at bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  revision_id bigint not null,
  title text not null,
  subtitle text not null,
  summary text not null,
  html text not null,
  markdown text not null,
  outline text not null, -- JSON
  tags text not null, -- JSON
  language text not null,
  licence text not null,
  cover_id bigint not null,
  cover_alt text not null,
  words bigint not null,
  minutes bigint not null,
  has_code boolean not null,
  has_math boolean not null
);
create index articles_blog on articles (blog_id, state, published_at, id);
create index articles_state on articles (state, published_at, id);
create index articles_author on articles (author_id, updated_at);
create index articles_ap_id on articles (ap_id);

create table article_tags (
  article_id bigint not null references articles (id) on delete cascade,
  tag text not null, -- lower case, as in the address
  label text not null, -- as the author wrote it
  primary key (article_id, tag)
);
create index article_tags_tag on article_tags (tag, article_id);

-- Every address an article ever had in its blog.
create table slugs (
  blog_id bigint not null,
  slug text not null,
  article_id bigint not null, -- 0 once the article is deleted
  primary key (blog_id, slug)
);
create index slugs_article on slugs (article_id);

-- Publication episodes: the opaque ids articles had; an ended one answers 410 for ever.
create table episodes (
  ap_id text primary key,
  article_id bigint not null, -- 0 once the article is deleted
  quiet boolean not null, -- dated back too far to be told to followers
  ended_at bigint not null -- 0 while it lasts
);
create index episodes_article on episodes (article_id);

create table working_copies (
  article_id bigint primary key references articles (id) on delete cascade,
  version bigint not null,
  account_id bigint not null,
  title text not null,
  content text not null, -- JSON
  saved_at bigint not null
);

create table revisions (
  id integer primary key autoincrement,
  article_id bigint not null references articles (id) on delete cascade,
  account_id bigint not null,
  content text not null, -- JSON
  created_at bigint not null
);
create index revisions_article on revisions (article_id, id);

create table sessions (
  token_hash text primary key,
  data blob not null,
  expires_at bigint not null
);
create index sessions_expiry on sessions (expires_at);

-- What changed last, for the page caches of all processes: seq grows with every change.
create table versions (
  kind text not null,
  id bigint not null,
  seq bigint not null,
  primary key (kind, id)
);
create index versions_seq on versions (seq);

create table counters (
  name text primary key,
  value bigint not null
);
insert into counters (name, value) values ('version', 0);

-- The one visibility rule for lists. Its twin for single things is store.visible.
create view listed_articles as
  select * from articles where state = 'published' and visibility = 'public';

-- +goose Down
drop view listed_articles;
drop table counters;
drop table versions;
drop table sessions;
drop table revisions;
drop table working_copies;
drop table episodes;
drop table slugs;
drop table article_tags;
drop table articles;
drop table media;
drop table members;
drop table names;
drop table blogs;
drop table accounts;
drop table settings;
