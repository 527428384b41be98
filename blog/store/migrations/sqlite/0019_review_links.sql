-- +goose Up

-- Who has the link sees the article as it is saved, until the link ends.
create table review_links (
  token text not null primary key,
  article_id bigint not null unique references articles (id) on delete cascade,
  account_id bigint not null, -- who made it
  expires_at bigint not null
);

-- +goose Down
drop table review_links;
