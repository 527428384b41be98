-- +goose Up

-- A new version of a theme stands beside the one that is worn, until somebody puts it on.
alter table themes drop constraint themes_blog_id_name_key;
alter table themes add constraint themes_blog_id_name_digest_key unique (blog_id, name, digest);

-- +goose Down
delete from themes where id not in (select max(id) from themes group by blog_id, name);
alter table themes drop constraint themes_blog_id_name_digest_key;
alter table themes add constraint themes_blog_id_name_key unique (blog_id, name);
