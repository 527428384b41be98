-- +goose Up

-- Posts elsewhere that quote an article or answer of ours.
create table quotes (
  uri text not null primary key, -- the post's id
  actor_id bigint not null references actors (id) on delete cascade,
  blog_id bigint not null references blogs (id) on delete cascade, -- the personal blog of who is quoted
  article_id bigint not null, -- that is quoted, or under which the quoted answer stands; 0 for an answer elsewhere
  comment_id bigint not null, -- the quoted answer in that thread; 0 for the article itself
  object text not null, -- id of what is quoted
  stamp text not null, -- opaque: the last segment of its approval's id; empty if nobody asked for one
  state text not null, -- shown, quiet (not for everybody), withdrawn (the approval)
  created_at bigint not null
);
create index quotes_article on quotes (article_id, comment_id);
create index quotes_actor on quotes (actor_id);
create index quotes_blog on quotes (blog_id, created_at);
create index quotes_stamp on quotes (stamp);

-- +goose Down
drop table quotes;
