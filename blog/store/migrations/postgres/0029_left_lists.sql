-- +goose Up

-- When an article was last taken off the lists of a blog, or off that of the person whose own blog it is.
alter table blogs add column left_at bigint not null default 0;
update blogs set left_at = (
  select coalesce(max(e.ended_at), 0) from episodes e join articles a on a.id = e.article_id where a.blog_id = blogs.id
);

-- +goose Down
alter table blogs drop column left_at;
