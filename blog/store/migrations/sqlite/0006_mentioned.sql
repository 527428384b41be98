-- +goose Up

-- What was said to our people elsewhere: beginnings of public posts that name them or answer them, in no thread here.
create table mentions (
  id integer primary key autoincrement,
  uri text not null,
  blog_id bigint not null references blogs (id) on delete cascade,
  actor_id bigint not null references actors (id) on delete cascade,
  words text not null, -- plain
  received_at bigint not null,
  unique (uri, blog_id)
);
create index mentions_blog on mentions (blog_id, received_at);
create index mentions_actor on mentions (actor_id);

-- What hourly and frequent questions need.
create index answers_actor on answers (actor_id);
create index actors_fetched on actors (fetched_at);
create index interactions_object on interactions (object);

-- +goose Down
drop index interactions_object;
drop index actors_fetched;
drop index answers_actor;
drop table mentions;
