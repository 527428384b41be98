-- +goose Up

-- Articles that a blog shows first.
create table featured (
  article_id bigint not null primary key references articles (id) on delete cascade,
  featured_at bigint not null
);

-- +goose Down
drop table featured;
