-- +goose Up
-- What answers cost by the prices of their time. cost is NULL where no price was set then; of answers from before
-- this it is not known either.
ALTER TABLE ai_answers ADD COLUMN tokens_embedded BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ai_answers ADD COLUMN cost REAL;
ALTER TABLE ai_answers ADD COLUMN currency TEXT NOT NULL DEFAULT '';

-- The days, made anew: amounts of two currencies are not added up, nor what has a price with what has none. priced is
-- FALSE where the cost is not known. Embeddings of articles are rows of no bot.
CREATE TABLE ai_days_anew (
    bot_id          TEXT    NOT NULL,
    day             BIGINT  NOT NULL,
    model           TEXT    NOT NULL,
    port            TEXT    NOT NULL,
    currency        TEXT    NOT NULL,
    priced          BOOLEAN NOT NULL,
    answers         BIGINT  NOT NULL,
    tokens_in       BIGINT  NOT NULL,
    tokens_out      BIGINT  NOT NULL,
    tokens_embedded BIGINT  NOT NULL,
    cost            REAL    NOT NULL,
    good            BIGINT  NOT NULL DEFAULT 0,
    bad             BIGINT  NOT NULL DEFAULT 0,
    PRIMARY KEY (bot_id, day, model, port, currency, priced)
) WITHOUT ROWID;
INSERT INTO ai_days_anew (bot_id, day, model, port, currency, priced, answers, tokens_in, tokens_out, tokens_embedded, cost, good, bad)
    SELECT d.bot_id, d.day, d.model, d.port, '', FALSE, d.answers, d.tokens_in, d.tokens_out, 0, 0, d.good, d.bad FROM ai_days d;
DROP TABLE ai_days;
ALTER TABLE ai_days_anew RENAME TO ai_days;
