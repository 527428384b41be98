-- +goose Up

-- Where an article stood first, if not here; what readers are warned of; whether they see what was edited.
alter table articles add column canonical text not null default '';
alter table articles add column warning text not null default '';
alter table articles add column open_edits boolean not null default 0;

drop view listed_articles;
create view listed_articles as
  select * from articles where state = 'published' and visibility = 'public';

-- When readers first saw a revision; 0 for one they never did.
alter table revisions add column shown_at bigint not null default 0;

-- +goose Down
alter table revisions drop column shown_at;
drop view listed_articles;
alter table articles drop column open_edits;
alter table articles drop column warning;
alter table articles drop column canonical;
create view listed_articles as
  select * from articles where state = 'published' and visibility = 'public';
