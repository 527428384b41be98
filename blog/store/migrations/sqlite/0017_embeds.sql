-- +goose Up

-- A copy may be of what another site says about a film or a song (kind embed): its card, and the picture on it.
alter table copies add column card text not null default '';

-- +goose Down
delete from copies where kind = 'embed';
alter table copies drop column card;
