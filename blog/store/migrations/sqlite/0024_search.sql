-- +goose Up

-- What readers look for. The words come from package content/search and are taken as they are: "ascii" parts them at
-- spaces, and knows no letters of its own. rowid is the article's id.
create virtual table article_words using fts5(title, more, body, content='', contentless_delete=1, tokenize='ascii');

-- Which articles have their words in there, and of which revision.
create table searchable (
  article_id bigint not null primary key references articles (id) on delete cascade,
  revision_id bigint not null
);

-- +goose Down
drop table searchable;
drop table article_words;
