-- +goose Up
-- What flows keep of a visitor and of a conversation, what they send, and how often their blocks are visited.

ALTER TABLE visitors ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE visitors ADD COLUMN attributes TEXT NOT NULL DEFAULT 'null'; -- JSON

ALTER TABLE conversations ADD COLUMN video BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE conversations ADD COLUMN live_messages BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN category TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN attributes TEXT NOT NULL DEFAULT 'null'; -- JSON
ALTER TABLE conversations ADD COLUMN trial TEXT NOT NULL DEFAULT 'null'; -- JSON
CREATE INDEX conversations_waiting ON conversations (bot_id, waiting_since, id) WHERE state = 'waiting';

-- The outbox. ready_at is when it is to be tried, and while somebody holds the lease its end.
CREATE TABLE deliveries (
    id              TEXT   NOT NULL PRIMARY KEY,
    kind            TEXT   NOT NULL,
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    token           TEXT   NOT NULL,
    key             TEXT   NOT NULL UNIQUE,
    payload         TEXT   NOT NULL, -- JSON
    state           TEXT   NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
    tries           BIGINT NOT NULL,
    error           TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    ready_at        BIGINT NOT NULL,
    done_at         BIGINT NOT NULL
);
CREATE INDEX deliveries_ready ON deliveries (kind, ready_at) WHERE state = 'pending';
CREATE INDEX deliveries_in_list ON deliveries (kind, state, id);
CREATE INDEX deliveries_of_conversation ON deliveries (conversation_id);

-- Results that came while a person has the chat; its end takes them away.
CREATE TABLE outcomes (
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    token           TEXT   NOT NULL,
    result          TEXT   NOT NULL, -- JSON
    PRIMARY KEY (conversation_id, token)
) WITHOUT ROWID;

-- What a conversation did at a block, once: bits are 1 reached, 2 answered, 4 failed, 8 ended there; fresh
-- are those that came last. Swept by age, which the conversation's id holds, so it refers to nothing.
CREATE TABLE block_visits (
    conversation_id TEXT   NOT NULL,
    flow_id         TEXT   NOT NULL,
    version         BIGINT NOT NULL,
    block           TEXT   NOT NULL,
    bits            BIGINT NOT NULL,
    fresh           BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, flow_id, version, block)
) WITHOUT ROWID;

-- day is days since 1970, UTC.
CREATE TABLE block_counts (
    flow_id  TEXT   NOT NULL,
    day      BIGINT NOT NULL,
    version  BIGINT NOT NULL,
    block    TEXT   NOT NULL,
    reached  BIGINT NOT NULL,
    answered BIGINT NOT NULL,
    failed   BIGINT NOT NULL,
    ended    BIGINT NOT NULL,
    PRIMARY KEY (flow_id, day, version, block)
) WITHOUT ROWID;
