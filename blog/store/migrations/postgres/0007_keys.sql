-- +goose Up

-- Ed25519 keys of blogs, PKCS 8 PEM, for integrity proofs; those of blogs that are there already are made by serve.
alter table blogs add column proof_key text not null default '';
-- When the keys were replaced last, and the RSA key before: what tells others of the new one is signed by it.
alter table blogs add column keys_at bigint not null default 0;
alter table blogs add column former_key text not null default '';

-- +goose Down
alter table blogs drop column former_key;
alter table blogs drop column keys_at;
alter table blogs drop column proof_key;
