-- +goose Up

-- Who wrote an article with its first author.
create table article_authors (
  article_id bigint not null references articles (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  position bigint not null,
  primary key (article_id, account_id)
);
create index article_authors_account on article_authors (account_id);

-- +goose Down
drop table article_authors;
