-- +goose Up

-- The community elsewhere in which a liked or boosted thing stands: an actor; 0 for none.
alter table interactions add column community_id bigint not null default 0;

-- When the community elsewhere removed an answer, and what its moderators said; 0 while it stands there.
alter table answers add column removed_at bigint not null default 0;
alter table answers add column removal text not null default '';
create index answers_removed on answers (blog_id, removed_at);

-- +goose Down
drop index answers_removed;
alter table answers drop column removal;
alter table answers drop column removed_at;
alter table interactions drop column community_id;
