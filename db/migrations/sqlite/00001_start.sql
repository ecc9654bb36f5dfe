-- +goose Up
-- Times are unix milliseconds, 0 for "not yet"; ids are UUIDv7 in text form.

CREATE TABLE meta (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE counters (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('rev', 0);

CREATE TABLE bots (
    id         TEXT   NOT NULL PRIMARY KEY,
    key        TEXT   NOT NULL UNIQUE,
    name       TEXT   NOT NULL,
    sites      TEXT   NOT NULL, -- JSON
    settings   TEXT   NOT NULL, -- JSON
    start_flow TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- A flow's id is "<bot>/<id in the bot's file>". retired: not in the newest file any more, but
-- conversations that are in it go on.
CREATE TABLE flows (
    id       TEXT    NOT NULL PRIMARY KEY,
    bot_id   TEXT    NOT NULL REFERENCES bots (id),
    name     TEXT    NOT NULL,
    place    BIGINT  NOT NULL,
    latest   BIGINT  NOT NULL,
    retired  BOOLEAN NOT NULL
);
CREATE INDEX flows_of_bot ON flows (bot_id, place);

CREATE TABLE flow_versions (
    flow_id    TEXT   NOT NULL REFERENCES flows (id),
    version    BIGINT NOT NULL,
    document   TEXT   NOT NULL, -- JSON
    created_at BIGINT NOT NULL,
    PRIMARY KEY (flow_id, version)
);

CREATE TABLE agents (
    id              TEXT    NOT NULL PRIMARY KEY,
    email           TEXT    NOT NULL UNIQUE, -- lower case
    name            TEXT    NOT NULL,
    role            TEXT    NOT NULL,
    max_chats       BIGINT  NOT NULL,
    willing         BOOLEAN NOT NULL,
    reachable_until BIGINT  NOT NULL,
    disabled        BOOLEAN NOT NULL,
    auth_rev        BIGINT  NOT NULL,
    password        TEXT    NOT NULL,
    created_at      BIGINT  NOT NULL
);

CREATE TABLE agent_bots (
    agent_id TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    bot_id   TEXT NOT NULL REFERENCES bots (id) ON DELETE CASCADE,
    PRIMARY KEY (agent_id, bot_id)
) WITHOUT ROWID;
CREATE INDEX agents_of_bot ON agent_bots (bot_id);

CREATE TABLE visitors (
    id         TEXT   NOT NULL PRIMARY KEY,
    bot_id     TEXT   NOT NULL REFERENCES bots (id),
    name       TEXT   NOT NULL,
    email      TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE visitor_tokens (
    token_hash TEXT   NOT NULL,
    bot_id     TEXT   NOT NULL REFERENCES bots (id),
    visitor_id TEXT   NOT NULL REFERENCES visitors (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (token_hash, bot_id)
) WITHOUT ROWID;
CREATE INDEX visitor_tokens_by_end ON visitor_tokens (expires_at);
CREATE INDEX visitor_tokens_of_visitor ON visitor_tokens (visitor_id);

-- listed: not of the playground, or waiting or live; the desk lists and counts these.
CREATE TABLE conversations (
    id              TEXT    NOT NULL PRIMARY KEY,
    bot_id          TEXT    NOT NULL REFERENCES bots (id),
    visitor_id      TEXT    NOT NULL REFERENCES visitors (id),
    channel         TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('bot', 'waiting', 'live', 'left', 'closed')),
    listed          BOOLEAN NOT NULL,
    owner_id        TEXT REFERENCES agents (id),
    fence           BIGINT  NOT NULL,
    last_seq        BIGINT  NOT NULL,
    rev             BIGINT  NOT NULL,
    leave_stage     TEXT    NOT NULL,
    left_at         BIGINT  NOT NULL,
    playground      BOOLEAN NOT NULL,
    missed          BOOLEAN NOT NULL,
    preview         TEXT    NOT NULL,
    preview_by      TEXT    NOT NULL,
    visitor_count   BIGINT  NOT NULL,
    team_seen_count BIGINT  NOT NULL,
    visitor_seen    BIGINT  NOT NULL,
    team_seen       BIGINT  NOT NULL,
    waiting_since   BIGINT  NOT NULL,
    waiting_until   BIGINT  NOT NULL,
    live_since      BIGINT  NOT NULL,
    created_at      BIGINT  NOT NULL,
    updated_at      BIGINT  NOT NULL,
    closed_at       BIGINT  NOT NULL,
    page            TEXT    NOT NULL,
    page_title      TEXT    NOT NULL,
    browser         TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    flow            TEXT    NOT NULL -- JSON
);
CREATE INDEX conversations_in_list ON conversations (bot_id, state, listed, updated_at, id);
CREATE INDEX conversations_of_visitor ON conversations (visitor_id, id);
CREATE UNIQUE INDEX conversations_one_open ON conversations (visitor_id) WHERE state <> 'closed';
CREATE INDEX conversations_live ON conversations (owner_id) WHERE state = 'live';

-- The log. Kept in the order in which it is read.
CREATE TABLE entries (
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    seq             BIGINT NOT NULL,
    rev             BIGINT NOT NULL,
    kind            TEXT   NOT NULL,
    author_kind     TEXT   NOT NULL,
    author_id       TEXT   NOT NULL,
    author_name     TEXT   NOT NULL,
    text            TEXT   NOT NULL,
    body            TEXT   NOT NULL, -- JSON
    client_id       TEXT   NOT NULL,
    audience        BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX entries_once ON entries (conversation_id, client_id) WHERE client_id <> '';

CREATE TABLE counts (
    bot_id TEXT   NOT NULL REFERENCES bots (id),
    state  TEXT   NOT NULL,
    n      BIGINT NOT NULL,
    PRIMARY KEY (bot_id, state)
) WITHOUT ROWID;

-- ready_at is due, and while somebody holds the lease its end.
CREATE TABLE timers (
    conversation_id TEXT   NOT NULL REFERENCES conversations (id),
    token           TEXT   NOT NULL,
    due             BIGINT NOT NULL,
    ready_at        BIGINT NOT NULL,
    PRIMARY KEY (conversation_id, token)
) WITHOUT ROWID;
CREATE INDEX timers_ready ON timers (ready_at);

CREATE TABLE jobs (
    name    TEXT   NOT NULL PRIMARY KEY,
    next_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    data       BLOB   NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- num is named so that VACUUM keeps it: the index below refers to it.
CREATE TABLE articles (
    num        INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    slug       TEXT    NOT NULL UNIQUE,
    title      TEXT    NOT NULL,
    category   TEXT    NOT NULL,
    body       TEXT    NOT NULL, -- Markdown
    published  BOOLEAN NOT NULL,
    updated_at BIGINT  NOT NULL
);
CREATE VIRTUAL TABLE articles_found USING fts5 (
    title, body, content = 'articles', content_rowid = 'num', tokenize = 'unicode61 remove_diacritics 2'
);

-- +goose StatementBegin
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_found (rowid, title, body) VALUES (new.num, new.title, new.body);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER articles_gone AFTER DELETE ON articles BEGIN
    INSERT INTO articles_found (articles_found, rowid, title, body) VALUES ('delete', old.num, old.title, old.body);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER articles_changed AFTER UPDATE ON articles BEGIN
    INSERT INTO articles_found (articles_found, rowid, title, body) VALUES ('delete', old.num, old.title, old.body);
    INSERT INTO articles_found (rowid, title, body) VALUES (new.num, new.title, new.body);
END;
-- +goose StatementEnd
