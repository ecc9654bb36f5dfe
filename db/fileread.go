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
		f, err := s.ownFile(ctx, who, id)
		if err != nil {
			return nil, goneFile(err)
		}
		found = append(found, f.Sent())
	}
	return found, nil
}

func (s *Store) ownFile(ctx context.Context, who models.FileSender, id models.FileID) (models.StoredFile, error) {
	const own = `SELECT ` + fileColumns + ` FROM files f WHERE f.id = CAST($1 AS TEXT) AND f.bot_id = CAST($2 AS TEXT) AND `
	by := attacher(who.Agent, who.Guest)
	if by == "" {
		return scanFile(s.reads(ctx).Row(own+`f.token_hash = CAST($3 AS TEXT) AND f.token_hash <> ''`,
			string(id), string(who.Bot), who.TokenHash))
	}
	return scanFile(s.reads(ctx).Row(own+`f.agent_id = CAST($3 AS TEXT) AND f.attached_to = CAST($4 AS TEXT) AND f.attached_to <> ''`,
		string(id), string(who.Bot), string(by), string(who.Conversation)))
}

// mayOpen is who may read the file f, of the conversation c if it was sent in one. Its arguments are those of
// openedBy.
const mayOpen = ` (f.conversation_id IS NOT NULL AND` + mayRead + `OR f.conversation_id IS NULL AND (
	f.agent_id <> '' AND f.attached_to = ''
	OR f.token_hash <> '' AND f.token_hash = CAST($4 AS TEXT) AND f.bot_id = CAST($5 AS TEXT)
	OR f.attached_to <> '' AND f.agent_id = CAST($6 AS TEXT))) `

// openedBy is who asks for a file, as the arguments that begin every statement with mayOpen.
func openedBy(who models.FileReader, rest ...any) []any {
	agent := ""
	if who.Agent != nil && !who.Agent.Disabled {
		agent = string(who.Agent.ID)
	}
	if who.Guest != nil && who.Agent == nil && who.Visitor == "" {
		agent = string(who.Guest.ID)
	}
	args := may(models.Reader{Visitor: who.Visitor, Only: who.Only, Agent: who.Agent, Guest: who.Guest}, who.TokenHash, string(who.Bot), agent)
	return append(args, rest...)
}

// OpenFile implements models.Files.
func (s *Store) OpenFile(ctx context.Context, who models.FileReader, id models.FileID) (models.StoredFile, io.ReadSeekCloser, error) {
	if !id.Valid() {
		return models.StoredFile{}, nil, models.ErrNotFound
	}
	f, err := scanFile(s.reads(ctx).Row(`SELECT `+fileColumns+` FROM files f LEFT JOIN conversations c ON c.id = f.conversation_id
		WHERE`+mayOpen+`AND f.id = CAST($7 AS TEXT)`, openedBy(who, string(id))...))
	if err != nil {
		return models.StoredFile{}, nil, err
	}
	bytes, err := os.Open(s.bytes.path(id))
	if err != nil {
		return models.StoredFile{}, nil, fmt.Errorf("db: the bytes of file %s: %w", f.ID, err)
	}
	return f, bytes, nil
}

// claim makes the files of an entry part of its conversation, in the turn that keeps it. One of the team's is
// sent once: it goes with its message.
func (t *turn) claim(e *models.Entry) error {
	for _, f := range e.Body.Files {
		n, err := t.tx.Exec(`UPDATE files SET conversation_id = $1 WHERE id = $2 AND bot_id = $3
			AND (conversation_id IS NULL OR conversation_id = $1 AND agent_id = '')`, string(e.Conversation), f.ID, string(t.c.BotID))
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
