-- +goose Up

-- The community elsewhere in which an answer stands: an actor; 0 for none.
alter table answers add column community_id bigint not null default 0;

-- +goose Down
alter table answers drop column community_id;
