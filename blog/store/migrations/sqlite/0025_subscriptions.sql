-- +goose Up

-- Who is told by WebSub when a feed changes. sent is the digest of what they got last.
create table subscriptions (
  id integer primary key autoincrement,
  topic text not null,
  callback text not null,
  host text not null,
  secret text not null,
  sent text not null,
  created_at bigint not null,
  expires_at bigint not null,
  unique (topic, callback)
);
create index subscriptions_host on subscriptions (host);
create index subscriptions_expiry on subscriptions (expires_at);

-- +goose Down
drop table subscriptions;
