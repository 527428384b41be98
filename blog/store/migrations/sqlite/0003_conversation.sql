-- +goose Up

-- Replies from other servers, in a tree under their article.
create table comments (
  id integer primary key autoincrement,
  uri text not null unique,
  article_id bigint not null references articles (id) on delete cascade,
  parent_id bigint not null, -- 0 for a reply to the article itself
  actor_id bigint not null references actors (id) on delete cascade,
  state text not null, -- shown, hidden, removed
  warning text not null,
  html text not null, -- sanitised
  language text not null,
  url text not null,
  published_at bigint not null,
  edited_at bigint not null,
  received_at bigint not null
);
create index comments_article on comments (article_id, id);
create index comments_parent on comments (parent_id);
create index comments_actor on comments (actor_id);
create index comments_received on comments (received_at, id);

-- Likes and boosts; comment_id 0 means of the article.
create table reactions (
  kind text not null, -- like, boost
  actor_id bigint not null references actors (id) on delete cascade,
  article_id bigint not null references articles (id) on delete cascade,
  comment_id bigint not null,
  activity text not null, -- id of the Like or Announce
  created_at bigint not null,
  primary key (kind, actor_id, article_id, comment_id)
);
create index reactions_article on reactions (article_id, comment_id, kind);
create index reactions_activity on reactions (activity);
create index reactions_actor on reactions (actor_id);

-- Ids of things their writers deleted: a Create that comes late must not bring them back.
create table buried (
  uri text primary key,
  at bigint not null
);
create index buried_at on buried (at);

-- +goose Down
drop table buried;
drop table reactions;
drop table comments;
