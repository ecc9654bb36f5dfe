-- +goose Up
CREATE TABLE ai_answers (
    id              TEXT PRIMARY KEY,
    conversation_id TEXT    NOT NULL,
    bot_id          TEXT    NOT NULL,
    visitor_id      TEXT    NOT NULL,
    agent_id        TEXT    NOT NULL,
    seq             BIGINT  NOT NULL,
    question        TEXT    NOT NULL,
    port            TEXT    NOT NULL,
    model           TEXT    NOT NULL,
    tokens_in       BIGINT  NOT NULL,
    tokens_out      BIGINT  NOT NULL,
    took            BIGINT  NOT NULL,
    sources         TEXT    NOT NULL,
    error           TEXT    NOT NULL,
    rating          INTEGER NOT NULL,
    dealt_with      BIGINT  NOT NULL DEFAULT 0,
    at              BIGINT  NOT NULL
) WITHOUT ROWID;
CREATE INDEX ai_answers_at ON ai_answers (bot_id, at);
CREATE INDEX ai_answers_conversation ON ai_answers (conversation_id, at);
CREATE INDEX ai_answers_rated ON ai_answers (bot_id, at) WHERE rating < 0;
CREATE INDEX ai_answers_missed ON ai_answers (bot_id, at) WHERE port = 'not_found';

-- What was used of a day's limits: scope is '' for all, bot:ID or visitor:ID.
CREATE TABLE ai_use (
    day     BIGINT NOT NULL,
    scope   TEXT   NOT NULL,
    tokens  BIGINT NOT NULL,
    answers BIGINT NOT NULL,
    PRIMARY KEY (day, scope)
) WITHOUT ROWID;

-- What answers came to on a day (UTC): a page about months adds up these, whatever was erased since.
CREATE TABLE ai_days (
    bot_id     TEXT   NOT NULL,
    day        BIGINT NOT NULL,
    model      TEXT   NOT NULL,
    port       TEXT   NOT NULL,
    answers    BIGINT NOT NULL,
    tokens_in  BIGINT NOT NULL,
    tokens_out BIGINT NOT NULL,
    good       BIGINT NOT NULL DEFAULT 0,
    bad        BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (bot_id, day, model, port)
) WITHOUT ROWID;
