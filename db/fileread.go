package db

import (
	"context"
	"fmt"
	"io"
	"os"

	"deskbell/models"
	"deskbell/models/flow"
)

// FilesOf implements models.Files.
func (s *Store) FilesOf(ctx context.Context, who models.FileSender, ids []models.FileID) ([]flow.File, error) {
	var found []flow.File
	for _, id := range ids {
		f, err := scanFile(s.reads(ctx).Row(`SELECT `+fileColumns+` FROM files f
			WHERE f.id = CAST($1 AS TEXT) AND f.bot_id = CAST($2 AS TEXT) AND f.token_hash = CAST($3 AS TEXT) AND f.token_hash <> ''`,
			string(id), string(who.Bot), who.TokenHash))
		if err != nil {
			return nil, goneFile(err)
		}
		found = append(found, f.Sent())
	}
	return found, nil
}

// OpenFile implements models.Files.
func (s *Store) OpenFile(ctx context.Context, id models.FileID) (models.StoredFile, io.ReadSeekCloser, error) {
	if !id.Valid() {
		return models.StoredFile{}, nil, models.ErrNotFound
	}
	f, err := scanFile(s.reads(ctx).Row(`SELECT `+fileColumns+` FROM files f
		WHERE f.id = CAST($1 AS TEXT) AND (f.conversation_id IS NOT NULL OR f.agent_id <> '')`, string(id)))
	if err != nil {
		return models.StoredFile{}, nil, err
	}
	bytes, err := os.Open(s.bytes.path(id))
	if err != nil {
		return models.StoredFile{}, nil, fmt.Errorf("db: the bytes of file %s: %w", f.ID, err)
	}
	return f, bytes, nil
}

// claim makes the files of an entry part of its conversation, in the turn that keeps it.
func (t *turn) claim(e *models.Entry) error {
	for _, f := range e.Body.Files {
		n, err := t.tx.Exec(`UPDATE files SET conversation_id = $1 WHERE id = $2 AND bot_id = $3
			AND (conversation_id IS NULL OR conversation_id = $1)`, string(e.Conversation), f.ID, string(t.c.BotID))
		if err != nil {
			return err
		}
		if n == 0 {
			return models.ErrFileGone
		}
	}
	return nil
}

// goneFile is how a missing file is told to who wants to send it.
func goneFile(err error) error {
	if models.CodeOf(err) == models.CodeNotFound {
		return models.ErrFileGone
	}
	return err
}
