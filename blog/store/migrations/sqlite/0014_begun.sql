-- +goose Up

-- Articles begun at a page of the editor, so that a first save whose answer was lost can be repeated.
create table begun (
  key text not null primary key, -- the page's
  article_id bigint not null references articles (id) on delete cascade
);
create index begun_article on begun (article_id);

-- +goose Down
drop table begun;
