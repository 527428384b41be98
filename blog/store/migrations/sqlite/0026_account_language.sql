-- +goose Up

-- The language somebody wants their desk in; empty for their browser's.
alter table accounts add column language text not null default '';

-- +goose Down
alter table accounts drop column language;
