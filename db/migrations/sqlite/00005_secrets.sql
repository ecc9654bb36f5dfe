-- +goose Up
-- Passwords and tokens that a bot's requests carry, sealed with the key beside the database. origin is
-- the only place one is sent to; '' for any.
CREATE TABLE bot_secrets (
    bot_id     TEXT   NOT NULL REFERENCES bots (id),
    name       TEXT   NOT NULL,
    origin     TEXT   NOT NULL,
    sealed     TEXT   NOT NULL,
    changed_by TEXT   NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (bot_id, name)
);
