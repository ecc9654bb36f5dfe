-- +goose Up
-- Runs of a flow that were recorded and have to go the same way again.
CREATE TABLE flow_checks (
    flow_id    TEXT   NOT NULL REFERENCES flows (id),
    id         TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    by_name    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (flow_id, id)
);
