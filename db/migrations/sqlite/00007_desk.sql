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
-- answered_by: who had it last. offered_to: who is asked alone, with offer as JSON. address: from where the
-- visitor did something last, as limits count addresses.
ALTER TABLE conversations ADD COLUMN desk_id TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN answered_by TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN offered_to TEXT;
ALTER TABLE conversations ADD COLUMN offer TEXT NOT NULL DEFAULT 'null';
ALTER TABLE conversations ADD COLUMN summary TEXT NOT NULL DEFAULT '';
ALTER TABLE conversations ADD COLUMN address TEXT NOT NULL DEFAULT '';
UPDATE conversations SET desk_id = bot_id, answered_by = COALESCE(owner_id, '');
DROP INDEX conversations_in_list;
-- It holds all that the lists' filters ask for, so that what they keep back costs no look at its row.
CREATE INDEX conversations_in_list ON conversations (desk_id, state, listed, updated_at, id, answered_by, category, channel, offered_to);
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

-- What was changed by whom; each row's hash covers the one before. n is 1, 2, 3 ... without gaps; the last
-- one and its hash are in meta too, so that rows taken off the end are missed.
CREATE TABLE audit (
    n       BIGINT NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL,
    by_id   TEXT   NOT NULL,
    by_name TEXT   NOT NULL,
    what    TEXT   NOT NULL,
    object  TEXT   NOT NULL,
    detail  TEXT   NOT NULL,
    address TEXT   NOT NULL,
    hash    TEXT   NOT NULL
);
CREATE INDEX audit_by ON audit (by_id, n);
CREATE INDEX audit_what ON audit (what, n);
CREATE INDEX conversations_by_category ON conversations (category) WHERE category <> '';

-- Browsers that are told by push. auth_rev is the agent's when one was added: signing out everywhere ends it too.
CREATE TABLE push_subscriptions (
    id         TEXT   NOT NULL PRIMARY KEY,
    agent_id   TEXT   NOT NULL REFERENCES agents (id) ON DELETE CASCADE,
    endpoint   TEXT   NOT NULL UNIQUE,
    p256dh     TEXT   NOT NULL,
    auth       TEXT   NOT NULL,
    browser    TEXT   NOT NULL,
    auth_rev   BIGINT NOT NULL,
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
    status          BIGINT NOT NULL, -- of push: what the push service has answered
    tries           BIGINT NOT NULL,
    error           TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    ready_at        BIGINT NOT NULL,
    sent_at         BIGINT NOT NULL,
    opened_at       BIGINT NOT NULL
);
CREATE INDEX notices_of_agent ON notices (agent_id, id);
CREATE INDEX notices_ready ON notices (way, ready_at) WHERE state = 'pending';
CREATE INDEX notices_of_conversation ON notices (conversation_id, agent_id, way, state, opened_at) WHERE conversation_id <> '';
CREATE INDEX notices_started ON notices (id) WHERE kind = 'started' AND way = 'page';
CREATE INDEX notices_current ON notices (agent_id, id) WHERE way = 'page' AND state = 'sent' AND opened_at = 0 AND kind <> 'started';

-- Articles: in one language each; group_id holds those together that say the same in several.
ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE articles ADD COLUMN group_id TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN by_name TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;

CREATE INDEX articles_of_group ON articles (group_id, language) WHERE group_id <> '';

-- Addresses that articles had while they were published: they go on leading to them.
CREATE TABLE article_slugs (
    slug       TEXT NOT NULL PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX article_slugs_of_article ON article_slugs (article_id);

-- attached_to: the conversation that somebody of the team attaches a file to. It is nobody's to read, and
-- goes after a day, until it was sent there. bot_id is NULL for a picture in an article; SQLite cannot make a
-- column nullable, so the table is made anew.
CREATE TABLE files_anew (
    id              TEXT   NOT NULL PRIMARY KEY,
    bot_id          TEXT REFERENCES bots (id),
    conversation_id TEXT REFERENCES conversations (id),
    token_hash      TEXT   NOT NULL,
    agent_id        TEXT   NOT NULL,
    name            TEXT   NOT NULL,
    type            TEXT   NOT NULL,
    size            BIGINT NOT NULL,
    width           BIGINT NOT NULL,
    height          BIGINT NOT NULL,
    sha256          TEXT   NOT NULL,
    at              BIGINT NOT NULL,
    attached_to     TEXT   NOT NULL DEFAULT ''
);
INSERT INTO files_anew (id, bot_id, conversation_id, token_hash, agent_id, name, type, size, width, height, sha256, at)
    SELECT id, bot_id, conversation_id, token_hash, agent_id, name, type, size, width, height, sha256, at FROM files;
DROP TABLE files;
ALTER TABLE files_anew RENAME TO files;
CREATE INDEX files_of_sender ON files (token_hash, at) WHERE token_hash <> '';
CREATE INDEX files_of_conversation ON files (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX files_unsent ON files (at) WHERE conversation_id IS NULL AND agent_id = '';
CREATE INDEX files_unsent_team ON files (at) WHERE conversation_id IS NULL AND attached_to <> '';
CREATE INDEX files_attached ON files (attached_to) WHERE conversation_id IS NULL AND attached_to <> '';
-- How much that is, of the visitors and of the team.
CREATE INDEX files_unsent_size ON files (bot_id, size) WHERE conversation_id IS NULL AND agent_id = '';
CREATE INDEX files_unsent_team_size ON files (bot_id, size) WHERE conversation_id IS NULL AND attached_to <> '';

-- Who was on the team before has signed in before.
UPDATE agents SET signed_in_at = created_at;

-- Faces of the team, 128 pixels square. An id cannot be guessed: pictures in a page cannot say who asks.
CREATE TABLE agent_pictures (
    id       TEXT NOT NULL PRIMARY KEY,
    agent_id TEXT NOT NULL UNIQUE REFERENCES agents (id) ON DELETE CASCADE,
    jpeg     BLOB NOT NULL
);

-- What the team notes stands among all that was said; the panel reads the notes alone.
CREATE INDEX entries_notes ON entries (conversation_id, kind, seq) WHERE kind = 'note';

-- taken_at: when they took a chat last; of two who have as many, the one who waited longer is asked first.
ALTER TABLE agents ADD COLUMN taken_at BIGINT NOT NULL DEFAULT 0;

-- What the desk searches. A place is an entry with words, or (seq 0) the visitor; rev is of the entry as it was
-- indexed, of a visitor a number made of the words. num is the time in seconds times 16384, and a number within
-- it: the newest is the highest. marks are the words d<desk> and c<conversation>, without hyphens. It is
-- written by a job behind the turns; meta has how far it is.
CREATE TABLE found_places (
    num             INTEGER PRIMARY KEY,
    conversation_id TEXT   NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    seq             BIGINT NOT NULL,
    rev             BIGINT NOT NULL,
    desk_id         TEXT   NOT NULL
);
CREATE UNIQUE INDEX found_places_once ON found_places (conversation_id, seq);
CREATE VIRTUAL TABLE found_words USING fts5 (
    words, marks, content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2 categories ''L* N* Co M*'''
);
-- +goose StatementBegin
CREATE TRIGGER found_places_gone AFTER DELETE ON found_places BEGIN
    DELETE FROM found_words WHERE rowid = old.num;
END;
-- +goose StatementEnd
-- End of what the desk searches.
