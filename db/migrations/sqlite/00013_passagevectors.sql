-- +goose Up
-- What passages mean, as a model for embeddings says: numbers of 8 bits, each to be taken times scale. said is the hash
-- of what the passage said then. One without dims has no vector that could be had.
CREATE TABLE passage_vectors (
    passage_num INTEGER PRIMARY KEY REFERENCES passages (num) ON DELETE CASCADE,
    model       TEXT    NOT NULL,
    dims        INTEGER NOT NULL,
    scale       REAL    NOT NULL,
    said        BLOB    NOT NULL,
    vector      BLOB    NOT NULL
);
CREATE INDEX passage_vectors_of_model ON passage_vectors (model, dims);

-- It changes when vectors come.
INSERT INTO counters (name, value) VALUES ('vectors', 0);
