-- +goose Up
-- Email: guests, mails to visitors and to the team.

-- Of those who have only begun, one agent's: all others' stand between them.
CREATE INDEX notices_begun ON notices (agent_id, id) WHERE kind = 'started' AND way = 'page' AND state = 'sent' AND opened_at = 0;
