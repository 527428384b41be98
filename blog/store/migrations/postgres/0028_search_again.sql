-- +goose Up

-- Vowels of Thai, Lao, Khmer and Burmese and letters such as "ł" are found as they are written; the words of all
-- articles are made again for that.
update searchable set revision_id = 0;

-- +goose Down
select 1;
