-- +goose Up
-- A secret from a way back is good for one conversation, and for those begun with it.

-- only_id is the conversation that the way was to, '' once that was erased; NULL: the secret is the visitor's own,
-- and all that is his. at_id is where the visitor is with it. Those that ways back made before are not told from
-- his own: they stay as they are until they end.
ALTER TABLE visitor_tokens ADD COLUMN only_id TEXT;
ALTER TABLE visitor_tokens ADD COLUMN at_id TEXT NOT NULL DEFAULT '';

-- begun_with is the hash of the secret of a way back with which a conversation was begun, '' for any other. A
-- visitor has one open conversation, and one more for each such secret.
ALTER TABLE conversations ADD COLUMN begun_with TEXT NOT NULL DEFAULT '';
DROP INDEX conversations_one_open;
CREATE UNIQUE INDEX conversations_one_open ON conversations (visitor_id, begun_with) WHERE state <> 'closed';
