-- +goose Up

-- What is new under each article, for the number that every page of the desk shows.
create index comments_news on comments (article_id, received_at);
create index reactions_news on reactions (article_id, created_at);

-- +goose Down
drop index reactions_news;
drop index comments_news;
