-- +goose Up
-- What was sent beside words; the bytes are in the folder of files, under the id. A visitor's file has
-- a token_hash, the team's an agent_id. conversation_id is NULL until it was sent.
CREATE TABLE files (
    id              TEXT   NOT NULL PRIMARY KEY,
    bot_id          TEXT   NOT NULL REFERENCES bots (id),
    conversation_id TEXT REFERENCES conversations (id),
    token_hash      TEXT   NOT NULL,
    agent_id        TEXT   NOT NULL,
    name            TEXT   NOT NULL,
    type            TEXT   NOT NULL,
    size            BIGINT NOT NULL,
    width           BIGINT NOT NULL,
    height          BIGINT NOT NULL,
    sha256          TEXT   NOT NULL,
    at              BIGINT NOT NULL
);
CREATE INDEX files_of_sender ON files (token_hash, at) WHERE token_hash <> '';
CREATE INDEX files_of_conversation ON files (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX files_unsent ON files (at) WHERE conversation_id IS NULL AND agent_id = '';
