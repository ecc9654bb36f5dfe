-- +goose Up
-- Where an article came from. kept tells what it said then, came what the source said: once it says something
-- else than kept, somebody has changed it here.
CREATE TABLE article_sources (
    article_id TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    source     TEXT NOT NULL UNIQUE,
    kept       TEXT NOT NULL,
    came       TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE article_imports (
    id       TEXT   NOT NULL PRIMARY KEY,
    by_id    TEXT   NOT NULL,
    by_name  TEXT   NOT NULL,
    what     TEXT   NOT NULL,
    state    TEXT   NOT NULL,
    at       BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    report   TEXT   NOT NULL -- what was counted and refused, as JSON
) WITHOUT ROWID;
CREATE INDEX article_imports_at ON article_imports (at);

-- What an import has made. stamp is updated_at of the version that it made, before_it what it replaced, as JSON:
-- '' for a new article.
CREATE TABLE article_import_made (
    import_id  TEXT    NOT NULL REFERENCES article_imports (id) ON DELETE CASCADE,
    article_id TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    stamp      BIGINT  NOT NULL,
    before_it  TEXT    NOT NULL,
    taken_back INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (import_id, article_id)
) WITHOUT ROWID;
