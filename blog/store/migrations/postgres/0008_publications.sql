-- +goose Up

-- Software that an activity is not sent to: JSON, names as in NodeInfo.
alter table activities add column not_for text not null default '[]';
create index activities_object on activities (object);

-- +goose Down
drop index activities_object;
alter table activities drop column not_for;
