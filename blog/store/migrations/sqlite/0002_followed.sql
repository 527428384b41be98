-- +goose Up

-- Everybody on other servers whom this site has met.
create table actors (
  id integer primary key autoincrement,
  uri text not null unique,
  host text not null,
  kind text not null, -- Person, Group ...
  username text not null,
  name text not null,
  url text not null,
  avatar_url text not null,
  inbox text not null,
  shared_inbox text not null,
  followers_uri text not null,
  key_id text not null,
  public_key text not null, -- PEM
  fetched_at bigint not null,
  gone_at bigint not null -- 0 while the account exists
);
create index actors_host on actors (host);
create index actors_key on actors (key_id);
create index actors_shared_inbox on actors (shared_inbox);

create table followers (
  blog_id bigint not null references blogs (id) on delete cascade,
  actor_id bigint not null references actors (id) on delete cascade,
  follow_uri text not null, -- the Follow that counts
  created_at bigint not null,
  primary key (blog_id, actor_id)
);
create index followers_actor on followers (actor_id);
create index followers_list on followers (blog_id, created_at, actor_id);

-- Where each blog's followers read: kept with every change, so that a publication never counts followers.
create table audience (
  blog_id bigint not null references blogs (id) on delete cascade,
  inbox text not null,
  host text not null,
  followers bigint not null,
  primary key (blog_id, inbox)
);

-- Whom a blog, or with blog_id 0 the site, refuses: an actor's id, or a host.
create table blocks (
  blog_id bigint not null,
  target text not null,
  created_at bigint not null,
  primary key (blog_id, target)
);
create index blocks_target on blocks (target);

-- Activities of others that had their effect.
create table seen (
  uri text primary key,
  at bigint not null
);
create index seen_at on seen (at);

-- Activities of ours, kept while they are delivered and for the outbox.
create table activities (
  id integer primary key autoincrement,
  ap_id text not null unique,
  blog_id bigint not null,
  article_id bigint not null, -- 0 when it is about none
  object text not null, -- what it is about; deliveries about one object keep their order
  kind text not null, -- Create, Update ...
  body text not null,
  audiences text not null, -- JSON: ids of the blogs whose followers get it
  fanned bigint not null, -- how many audiences have their deliveries
  fanned_after text not null, -- and how far it came in the next one: an inbox
  created_at bigint not null
);
create index activities_article on activities (article_id);

create table deliveries (
  id integer primary key autoincrement,
  activity_id bigint not null references activities (id) on delete cascade,
  host text not null,
  inbox text not null,
  object text not null,
  attempts bigint not null,
  due_at bigint not null,
  created_at bigint not null,
  unique (activity_id, inbox)
);
create index deliveries_host on deliveries (host, id);
create index deliveries_object on deliveries (inbox, object);

-- Other servers, as senders and receivers know them.
create table hosts (
  host text primary key,
  software text not null,
  version text not null,
  asked_at bigint not null, -- when NodeInfo was asked last
  failures bigint not null, -- in a row
  failing_since bigint not null,
  retry_at bigint not null, -- nothing is sent before
  leased_by text not null,
  leased_until bigint not null
);

-- What became of an article at each host.
create table receipts (
  article_id bigint not null,
  host text not null,
  state text not null, -- waiting, arrived, refused, away
  answer text not null, -- status and words of the last answer
  next_at bigint not null,
  updated_at bigint not null,
  primary key (article_id, host)
);

-- +goose Down
drop table receipts;
drop table hosts;
drop table deliveries;
drop table activities;
drop table seen;
drop table blocks;
drop table audience;
drop table followers;
drop table actors;
