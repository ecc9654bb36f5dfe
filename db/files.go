package db

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/sniff"
)

const fileColumns = `f.id, COALESCE(f.bot_id, ''), COALESCE(f.conversation_id, ''), f.token_hash, f.agent_id, f.name, f.type, f.size,
	f.width, f.height, f.sha256, f.at, f.attached_to <> ''`

// attachedTo is the conversation that somebody of the team, or a guest, attaches a file to; "" for all others'
// files.
func attachedTo(u models.Upload) string {
	if attacher(u.Agent, u.Guest) == "" {
		return ""
	}
	return string(u.Conversation)
}

// attacher is who attaches files to a conversation: ids of agents and of guests are never the same.
func attacher(agent models.AgentID, guest models.GuestID) models.AgentID {
	if guest != "" {
		return models.AgentID(guest)
	}
	return agent
}

func scanFile(row scanner) (models.StoredFile, error) {
	var f models.StoredFile
	err := row.Scan(&f.ID, &f.Bot, &f.Conversation, &f.TokenHash, &f.Agent, &f.Name, &f.Type, &f.Size,
		&f.Width, &f.Height, &f.SHA256, at{&f.At}, &f.Attached)
	return f, err
}

// SaveFile implements models.Files. The bytes are on the disk under their name before there is a row,
// so that no row is without them. Of a picture what is seen is kept, and nothing else of the file.
func (s *Store) SaveFile(ctx context.Context, u models.Upload) (models.StoredFile, error) {
	if u.Guest != "" && (u.Conversation == "" || u.Agent != "" || u.TokenHash != "") {
		return models.StoredFile{}, models.ErrNotFound
	}
	if err := roomFor(s.reads(ctx), u, 0); err != nil {
		return models.StoredFile{}, err
	}
	part, err := s.bytes.begin()
	if err != nil {
		return models.StoredFile{}, unavailable(err)
	}
	defer func() { part.discard() }()
	f, err := receive(part, u)
	if err == nil && f.Width > 0 {
		part, err = s.redraw(ctx, part, &f, u.Most())
	}
	if err != nil {
		return models.StoredFile{}, err
	}
	if err := part.keep(f.ID); err != nil {
		return models.StoredFile{}, unavailable(err)
	}
	err = s.Do(ctx, func(tx *Tx) error {
		if err := roomFor(tx, u, f.Size); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO files (id, bot_id, token_hash, agent_id, name, type, size, width, height, sha256, at, attached_to)
			VALUES ($1, NULLIF($2, ''), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, string(f.ID), string(f.Bot), f.TokenHash, string(f.Agent),
			f.Name, f.Type, f.Size, f.Width, f.Height, f.SHA256, ms(f.At), attachedTo(u))
		return err
	})
	if err != nil {
		s.bytes.remove(f.ID) // what cannot be removed is swept
		return models.StoredFile{}, err
	}
	return f, nil
}

// receive writes what comes and looks at it.
func receive(part *part, u models.Upload) (models.StoredFile, error) {
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(part.file, sum), io.LimitReader(u.Body, u.Most()+1))
	var refused *models.Error
	switch {
	case errors.As(err, &refused):
		return models.StoredFile{}, err
	case err != nil:
		return models.StoredFile{}, unavailable(err)
	case n > u.Most():
		return models.StoredFile{}, &models.Error{Code: models.CodeTooLarge, Field: "file",
			Message: fmt.Sprintf("%s is larger than %d MB, which is the limit.", sniff.CleanName(u.Name), u.Most()>>20)}
	}
	if _, err := part.file.Seek(0, io.SeekStart); err != nil {
		return models.StoredFile{}, unavailable(err)
	}
	found, err := sniff.Look(u.Name, part.file)
	if err != nil {
		return models.StoredFile{}, err
	}
	return models.StoredFile{ID: newFileID(), Bot: u.Bot, TokenHash: u.TokenHash, Agent: attacher(u.Agent, u.Guest), Name: found.Name, Type: found.Type,
		Size: n, Width: found.Width, Height: found.Height, SHA256: hex.EncodeToString(sum.Sum(nil)), At: whole(u.Now)}, nil
}

func newFileID() models.FileID { return models.FileID(strings.ToLower(rand.Text())) }

// roomFor refuses a visitor who sends more than goes in an hour or into one conversation, and everybody when
// too much lies at the bot that was never sent.
func roomFor(on asker, u models.Upload, size int64) error {
	if err := unsentRoom(on, u, size); err != nil {
		return err
	}
	if u.Guest != "" {
		return guestRoom(on, u, size)
	}
	if u.TokenHash == "" {
		return nil
	}
	if err := maySend(on, u); err != nil {
		return err
	}
	var hour, one struct{ files, bytes int64 }
	err := on.Row(`SELECT COUNT(*), COALESCE(SUM(f.size), 0) FROM files f WHERE f.token_hash = $1 AND f.token_hash <> '' AND f.at > $2`,
		u.TokenHash, ms(u.Now.Add(-time.Hour))).Scan(&hour.files, &hour.bytes)
	if err != nil {
		return err
	}
	if hour.files >= models.MostFilesAnHour || hour.bytes+size > models.MostBytesAnHour {
		return &models.Error{Code: models.CodeTooMany, Field: "file",
			Message: "That were many files in a short time. The next ones can be sent in an hour."}
	}
	err = on.Row(`SELECT COUNT(*), COALESCE(SUM(f.size), 0) FROM files f WHERE f.token_hash = $1 AND f.token_hash <> ''
		AND (f.conversation_id IS NULL OR f.conversation_id = $2)`, u.TokenHash, string(u.Conversation)).Scan(&one.files, &one.bytes)
	if err != nil {
		return err
	}
	if one.files >= models.MostFilesInOne || one.bytes+size > models.MostBytesInOne {
		return &models.Error{Code: models.CodeTooLarge, Field: "file", Message: "This conversation has no room for more files."}
	}
	return nil
}

// unsentRoom is about what was not sent yet: the visitors' of a bot all together, or the team's.
func unsentRoom(on asker, u models.Upload, size int64) error {
	const unsent = `SELECT COUNT(*), COALESCE(SUM(f.size), 0) FROM files f WHERE f.bot_id = CAST($1 AS TEXT) AND f.conversation_id IS NULL AND `
	whose := `f.agent_id = ''`
	switch {
	case u.TokenHash == "" && attachedTo(u) == "":
		return nil // for a block
	case u.TokenHash == "":
		whose = `f.attached_to <> ''`
	}
	var there, bytes int64
	if err := on.Row(unsent+whose, string(u.Bot)).Scan(&there, &bytes); err != nil {
		return err
	}
	if there >= models.MostUnsentFiles || bytes+size > models.MostUnsentBytes {
		return &models.Error{Code: models.CodeUnavailable, Field: "file", Message: "No more files can be taken just now. Try again later."}
	}
	return nil
}
