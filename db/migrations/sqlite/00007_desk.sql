-- +goose Up
-- The desk and the team.

-- settings: how one works (notifications, keys), JSON. totp is sealed; recovery are hashes, JSON. misses are
-- offers in a row that were not taken. A deleted agent stays as a name: what they wrote says who it was.
ALTER TABLE agents ADD COLUMN settings TEXT NOT NULL DEFAULT 'null';
ALTER TABLE agents ADD COLUMN picture TEXT NOT NULL DEFAULT '';
ALTER TABLE agents ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE agents ADD COLUMN totp TEXT NOT NULL DEFAULT '';
ALTER TABLE agents ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN recovery TEXT NOT NULL DEFAULT 'null';
ALTER TABLE agents ADD COLUMN misses BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN set_offline TEXT NOT NULL DEFAULT ''; -- why somebody else switched them off
ALTER TABLE agents ADD COLUMN signed_in_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agents ADD COLUMN willing_at BIGINT NOT NULL DEFAULT 0; -- when the switch was moved
ALTER TABLE agents ADD COLUMN deleted_at BIGINT NOT NULL DEFAULT 0;

-- Links to choose a password by, each for once.
CREATE TABLE agent_links (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    agent_id   TEXT   NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    purpose    TEXT   NOT NULL CHECK (purpose IN ('invite', 'reset')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX agent_links_of_agent ON agent_links (agent_id);
CREATE INDEX agent_links_by_end ON agent_links (expires_at);

-- desk_id: the bot whose agents see it and are rung; its own unless it was passed on to others', and always
-- while the bot has it.
-- answered_by: who had it last. offered_to: who is asked alone, with offer as JSON. address: of the visitor,
-- as hardening's limits count addresses.
ALTER TABLE conversations ADD COLUMN desk_id TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN answered_by TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN offered_to TEXT;
ALTER TABLE conversations ADD COLUMN offer TEXT NOT NULL DEFAULT 'null';
ALTER TABLE conversations ADD COLUMN summary TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN address TEXT NOT NULL DEFAULT '';
UPDATE conversations SET desk_id = bot_id, answered_by = COALESCE(owner_id, '');
DROP INDEX conversations_in_list;
CREATE INDEX conversations_in_list ON conversations (desk_id, state, listed, updated_at, id);
DROP INDEX conversations_waiting;
CREATE INDEX conversations_waiting ON conversations (desk_id, waiting_since, id) WHERE state = 'waiting';
CREATE INDEX conversations_offered ON conversations (offered_to) WHERE offered_to IS NOT NULL;

-- Who may not write. until 0: for good. address '' where it is the visitor alone.
CREATE TABLE blocks (
    id         TEXT   NOT NULL PRIMARY KEY,
    bot_id     TEXT   NOT NULL REFERENCES bots (id),
    visitor_id TEXT   NOT NULL REFERENCES visitors (id),
    conversation_id TEXT NOT NULL,
    address    TEXT   NOT NULL,
    reason     TEXT   NOT NULL,
    by_id      TEXT   NOT NULL,
    by_name    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    until      BIGINT NOT NULL,
    lifted_at  BIGINT NOT NULL,
    lifted_by  TEXT   NOT NULL
);
CREATE INDEX blocks_of_visitor ON blocks (visitor_id) WHERE lifted_at = 0;
CREATE INDEX blocks_of_address ON blocks (address) WHERE address <> '' AND lifted_at = 0;

CREATE TABLE categories (
    id    TEXT   NOT NULL PRIMARY KEY,
    name  TEXT   NOT NULL UNIQUE,
    place BIGINT NOT NULL
);

-- bot_id '' : for all bots. shortcut is what is typed behind the slash.
CREATE TABLE canned (
    id         TEXT   NOT NULL PRIMARY KEY,
    bot_id     TEXT   NOT NULL,
    shortcut   TEXT   NOT NULL,
    title      TEXT   NOT NULL,
    text       TEXT   NOT NULL,
    by_name    TEXT   NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (bot_id, shortcut)
);

-- What was changed by whom; each row's hash covers the one before.
CREATE TABLE audit (
    id      TEXT   NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    by_id   TEXT   NOT NULL,
    by_name TEXT   NOT NULL,
    what    TEXT   NOT NULL,
    object  TEXT   NOT NULL,
    detail  TEXT   NOT NULL,
    address TEXT   NOT NULL,
    hash    TEXT   NOT NULL
);

-- Browsers that are told by push.
CREATE TABLE push_subscriptions (
    id         TEXT   NOT NULL PRIMARY KEY,
    agent_id   TEXT   NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    endpoint   TEXT   NOT NULL UNIQUE,
    p256dh     TEXT   NOT NULL,
    auth       TEXT   NOT NULL,
    browser    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    worked_at  BIGINT NOT NULL,
    failures   BIGINT NOT NULL
);
CREATE INDEX push_of_agent ON push_subscriptions (agent_id);

-- What agents were told, each way a row; the log of it and, for push and mail, the outbox.
CREATE TABLE notices (
    id              TEXT   NOT NULL PRIMARY KEY,
    agent_id        TEXT   NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    kind            TEXT   NOT NULL,
    way             TEXT   NOT NULL,
    conversation_id TEXT   NOT NULL,
    target          TEXT   NOT NULL, -- of push: the subscription
    payload         TEXT   NOT NULL, -- JSON
    state           TEXT   NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'dropped')),
    tries           BIGINT NOT NULL,
    error           TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    ready_at        BIGINT NOT NULL,
    sent_at         BIGINT NOT NULL,
    opened_at       BIGINT NOT NULL
);
CREATE INDEX notices_of_agent ON notices (agent_id, id);
CREATE INDEX notices_ready ON notices (way, ready_at) WHERE state = 'pending';
CREATE INDEX notices_of_conversation ON notices (conversation_id) WHERE conversation_id <> '';

-- Articles: in one language each; group_id holds those together that say the same in several.
ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE articles ADD COLUMN group_id TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN by_name TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;
