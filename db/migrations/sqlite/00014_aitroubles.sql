-- +goose Up
-- What went wrong lately.
CREATE INDEX ai_answers_failed ON ai_answers (bot_id, at) WHERE error <> '';
