-- +goose Up

-- What a writer looks for among their articles: title, subtitle, tags and text in small letters.
alter table working_copies add column words text not null default '';
update working_copies set words = lower(content);

-- +goose Down
alter table working_copies drop column words;
