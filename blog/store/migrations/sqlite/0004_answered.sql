-- +goose Up

-- Our own blogs speak in threads, too: then they have a row here, as everybody has.
alter table actors add column blog_id bigint not null default 0; -- 0 for people of other servers

-- What our people wrote to comments here and to things elsewhere. One to a thread here also has its comment.
create table answers (
  id integer primary key autoincrement,
  ap_id text not null unique, -- opaque: the last segment of its id
  blog_id bigint not null references blogs (id) on delete cascade, -- the personal blog of who wrote it
  article_id bigint not null, -- in whose thread it stands; 0 for an answer to something elsewhere
  in_reply_to text not null,
  actor_id bigint not null, -- who wrote what it answers; 0 when that is one's own article
  conversation text not null, -- as what it answers names it; may be empty
  context text not null, -- the same
  markdown text not null,
  html text not null, -- sanitised
  language text not null,
  published_at bigint not null,
  edited_at bigint not null,
  deleted_at bigint not null -- 0 while it stands; its words are gone then, its id answers 410
);
create index answers_blog on answers (blog_id, id);

-- What our people did to actors and things elsewhere, until they take it back.
create table interactions (
  id integer primary key autoincrement,
  ap_id text not null unique, -- opaque: the last segment of the activity's id
  blog_id bigint not null references blogs (id) on delete cascade,
  kind text not null, -- follow, like, boost, block
  object text not null, -- id of the actor or thing
  actor_id bigint not null references actors (id) on delete cascade, -- that actor, or who wrote the thing
  state text not null, -- asked, accepted, refused (a follow); done
  created_at bigint not null,
  unique (blog_id, kind, object)
);
create index interactions_actor on interactions (actor_id, kind);

-- Comments of people nobody here knows may wait until somebody has looked at them.
alter table blogs add column hold_strangers boolean not null default false;

-- When somebody last looked at what happened to their blogs.
alter table accounts add column noticed_at bigint not null default 0;

create index reactions_created on reactions (created_at);

-- +goose Down
drop index reactions_created;
alter table accounts drop column noticed_at;
alter table blogs drop column hold_strangers;
drop table interactions;
drop table answers;
alter table actors drop column blog_id;
