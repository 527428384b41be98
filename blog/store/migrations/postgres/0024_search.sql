-- +goose Up

-- What readers look for. The words come from package content/search, with their places and weights.
create table article_words (
  article_id bigint not null primary key references articles (id) on delete cascade,
  words tsvector not null
);
create index article_words_words on article_words using gin (words);

-- Which articles have their words in there, and of which revision.
create table searchable (
  article_id bigint not null primary key references articles (id) on delete cascade,
  revision_id bigint not null
);

-- +goose Down
drop table searchable;
drop table article_words;
