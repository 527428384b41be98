-- +goose Up

-- Sound, film and documents are media, too. Of pictures: what they look like before they are loaded, and which
-- part of them matters (thousandths from the middle, -1000 to 1000, right and up positive).
alter table media add column file_name text not null default '';
alter table media add column caption text not null default '';
alter table media add column blurhash text not null default '';
alter table media add column focus_x bigint not null default 0;
alter table media add column focus_y bigint not null default 0;

-- +goose Down
alter table media drop column focus_y;
alter table media drop column focus_x;
alter table media drop column blurhash;
alter table media drop column caption;
alter table media drop column file_name;
