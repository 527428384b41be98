-- +goose Up

-- Software that an activity is not sent to: JSON, names as in NodeInfo.
alter table activities add column not_for text not null default '[]';
create index activities_object on activities (object);

-- Who is asked to write for a publication, and did not answer yet.
create table invitations (
  blog_id bigint not null references blogs (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  role text not null,
  invited_by bigint not null, -- account
  created_at bigint not null,
  primary key (blog_id, account_id)
);
create index invitations_account on invitations (account_id);

-- What an editor said when a submitted article went back to its writer.
create table handed_back (
  article_id bigint primary key references articles (id) on delete cascade,
  account_id bigint not null, -- the editor
  note text not null,
  at bigint not null
);

-- Deleted publications keep their name and their key: nobody else may be taken for them.
alter table blogs add column deleted_at bigint not null default 0;

-- +goose Down
alter table blogs drop column deleted_at;
drop table handed_back;
drop table invitations;
drop index activities_object;
alter table activities drop column not_for;
