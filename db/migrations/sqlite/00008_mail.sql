-- +goose Up
-- Email: guests, mails to visitors and to the team.

-- Of those who have only begun, one agent's: all others' stand between them.
CREATE INDEX notices_begun ON notices (agent_id, id) WHERE kind = 'started' AND way = 'page' AND state = 'sent' AND opened_at = 0;

-- The outbox, made anew: what goes to the team belongs to no conversation, and SQLite cannot make a column
-- nullable. purpose, address and agent_id are of mails: what it is for, the one address it goes to ('' for the
-- several of a flow's), and who of the team that is. message_id is a mail's, without its angle brackets. done_at
-- is when it was sent or given up; bounced is what came back.
CREATE TABLE deliveries_anew (
    id              TEXT   NOT NULL PRIMARY KEY,
    kind            TEXT   NOT NULL,
    bot_id          TEXT   NOT NULL,
    conversation_id TEXT REFERENCES conversations (id),
    token           TEXT   NOT NULL,
    key             TEXT   NOT NULL UNIQUE,
    payload         TEXT   NOT NULL, -- JSON
    state           TEXT   NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'dropped')),
    tries           BIGINT NOT NULL,
    error           TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    ready_at        BIGINT NOT NULL,
    done_at         BIGINT NOT NULL,
    purpose         TEXT   NOT NULL DEFAULT '',
    address         TEXT   NOT NULL DEFAULT '',
    agent_id        TEXT   NOT NULL DEFAULT '',
    message_id      TEXT   NOT NULL DEFAULT '',
    bounced         TEXT   NOT NULL DEFAULT ''
);
INSERT INTO deliveries_anew (id, kind, bot_id, conversation_id, token, key, payload, state, tries, error, created_at, ready_at, done_at)
    SELECT d.id, d.kind, c.bot_id, d.conversation_id, d.token, d.key, d.payload, d.state, d.tries, d.error, d.created_at, d.ready_at, d.done_at
    FROM deliveries d JOIN conversations c ON c.id = d.conversation_id;
UPDATE deliveries_anew SET purpose = 'flow' WHERE kind = 'mail';
DROP TABLE deliveries;
ALTER TABLE deliveries_anew RENAME TO deliveries;
CREATE INDEX deliveries_ready ON deliveries (kind, ready_at) WHERE state = 'pending';
CREATE INDEX deliveries_in_list ON deliveries (kind, state, id);
CREATE INDEX deliveries_of_conversation ON deliveries (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX deliveries_to ON deliveries (address, created_at) WHERE address <> '';
CREATE INDEX deliveries_mails ON deliveries (kind, id) WHERE kind = 'mail';
CREATE INDEX deliveries_mails_for ON deliveries (purpose, id) WHERE kind = 'mail';
CREATE UNIQUE INDEX deliveries_by_message ON deliveries (message_id) WHERE message_id <> '';

-- Guests: somebody without an account, let into one conversation by an emailed link. The link's token is made
-- from its id with the key of the secrets, so that it stands nowhere; only its hash is kept to find it.
CREATE TABLE guest_links (
    id              TEXT   NOT NULL PRIMARY KEY,
    token_hash      TEXT   NOT NULL UNIQUE,
    conversation_id TEXT   NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    address         TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    revoked_at      BIGINT NOT NULL,
    revoked_by      TEXT   NOT NULL,
    UNIQUE (conversation_id, address)
);
-- Who has joined by it, each browser a row. here_until is the end of the lease that an open page renews.
CREATE TABLE guests (
    id              TEXT   NOT NULL PRIMARY KEY,
    link_id         TEXT   NOT NULL REFERENCES guest_links (id) ON DELETE CASCADE,
    conversation_id TEXT   NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    name            TEXT   NOT NULL,
    session_hash    TEXT   NOT NULL UNIQUE,
    browser         TEXT   NOT NULL,
    joined_at       BIGINT NOT NULL,
    here_until      BIGINT NOT NULL,
    ended_at        BIGINT NOT NULL, -- left, or removed by the team
    ended_by        TEXT   NOT NULL
);
CREATE INDEX guests_of_conversation ON guests (conversation_id);
CREATE INDEX guests_of_link ON guests (link_id);
-- A guest who answers, as the owner is an agent who does.
ALTER TABLE conversations ADD COLUMN guest_id TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN guest_name TEXT NOT NULL DEFAULT '';
CREATE INDEX conversations_of_guests ON conversations (guest_id) WHERE guest_id <> '';

-- The visitor's ways back, by email: one for each address that a conversation's visitor has given. Its token is
-- made as a guest link's. clicked_at: the address is the visitor's own; stopped_at: no more mails are wanted.
-- mailed_seq is the last entry that was mailed.
CREATE TABLE ways_back (
    id              TEXT   NOT NULL PRIMARY KEY,
    token_hash      TEXT   NOT NULL UNIQUE,
    bot_id          TEXT   NOT NULL REFERENCES bots (id),
    visitor_id      TEXT   NOT NULL REFERENCES visitors (id) ON DELETE CASCADE,
    conversation_id TEXT   NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    address         TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    used_at         BIGINT NOT NULL, -- the last time; it is good for some time from then
    clicked_at      BIGINT NOT NULL,
    stopped_at      BIGINT NOT NULL,
    UNIQUE (conversation_id, address)
);
CREATE INDEX ways_back_of_visitor ON ways_back (visitor_id, address);
ALTER TABLE conversations ADD COLUMN mailed_seq BIGINT NOT NULL DEFAULT 0;
-- The team has had the last word in a live chat, and it was mailed: nobody waits for anybody.
ALTER TABLE conversations ADD COLUMN parked BOOLEAN NOT NULL DEFAULT FALSE;

-- What came in by mail, by the hash of its Message-ID: it is taken once. state: taken, ignored (why in error),
-- refused.
CREATE TABLE received_mails (
    id              TEXT   NOT NULL PRIMARY KEY,
    message_hash    TEXT   NOT NULL UNIQUE,
    conversation_id TEXT   NOT NULL, -- '' where it belongs to none
    address         TEXT   NOT NULL, -- whom it says it is from
    subject         TEXT   NOT NULL,
    state           TEXT   NOT NULL CHECK (state IN ('taken', 'ignored', 'refused')),
    why             TEXT   NOT NULL,
    at              BIGINT NOT NULL
);
CREATE INDEX received_mails_at ON received_mails (at);
CREATE INDEX received_mails_of ON received_mails (conversation_id) WHERE conversation_id <> '';
