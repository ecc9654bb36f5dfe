-- +goose Up
-- The draft of a flow that was edited; one without a row is its newest version. changed: it differs
-- from the newest version, or there is none.
CREATE TABLE flow_drafts (
    flow_id    TEXT    NOT NULL PRIMARY KEY REFERENCES flows (id),
    rev        BIGINT  NOT NULL,
    document   TEXT    NOT NULL, -- JSON
    changed    BOOLEAN NOT NULL,
    changed_at BIGINT  NOT NULL
);

-- of_rev: the edit that this one undoes or, with redo, does again; 0: none. undone: it is undone now.
CREATE TABLE flow_edits (
    flow_id TEXT    NOT NULL REFERENCES flows (id),
    rev     BIGINT  NOT NULL,
    by_id   TEXT    NOT NULL, -- '' for nobody, as an import
    by_name TEXT    NOT NULL,
    at      BIGINT  NOT NULL,
    label   TEXT    NOT NULL,
    patch   TEXT    NOT NULL, -- JSON
    of_rev  BIGINT  NOT NULL,
    redo    BOOLEAN NOT NULL,
    undone  BOOLEAN NOT NULL,
    PRIMARY KEY (flow_id, rev)
);
CREATE INDEX flow_edits_of_person ON flow_edits (flow_id, by_id, rev);

-- Versions below 0 are drafts that were pinned to be tried.
ALTER TABLE flow_versions ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE flow_versions ADD COLUMN by_id TEXT NOT NULL DEFAULT '';
ALTER TABLE flow_versions ADD COLUMN by_name TEXT NOT NULL DEFAULT '';
