package db

import (
	"time"

	"deskbell/models"
)

// guestRoom refuses a guest who is not in (any more), and one who attaches more than goes in an hour or into one
// conversation.
func guestRoom(on asker, u models.Upload, size int64) error {
	var in int
	err := on.Row(`SELECT 1 FROM guests g JOIN conversations c ON c.id = g.conversation_id WHERE g.id = $1 AND g.conversation_id = $2
		AND c.bot_id = $3 AND g.ended_at = 0`, string(u.Guest), string(u.Conversation), string(u.Bot)).Scan(&in)
	if err != nil {
		return err
	}
	var hour, one struct{ files, bytes int64 }
	err = on.Each(`SELECT f.at, f.size FROM files f WHERE f.agent_id = CAST($1 AS TEXT)
		AND (f.conversation_id = $2 OR f.conversation_id IS NULL AND f.attached_to = $2 AND f.attached_to <> '')`,
		[]any{string(u.Guest), string(u.Conversation)}, func(row scanner) error {
			var sent time.Time
			var size int64
			err := row.Scan(at{&sent}, &size)
			one.files, one.bytes = one.files+1, one.bytes+size
			if sent.After(u.Now.Add(-time.Hour)) {
				hour.files, hour.bytes = hour.files+1, hour.bytes+size
			}
			return err
		})
	switch {
	case err != nil:
		return err
	case hour.files >= models.MostFilesAnHour || hour.bytes+size > models.MostBytesAnHour:
		return &models.Error{Code: models.CodeTooMany, Field: "file",
			Message: "That were many files in a short time. The next ones can be sent in an hour."}
	case one.files >= models.MostFilesInOne || one.bytes+size > models.MostBytesInOne:
		return &models.Error{Code: models.CodeTooLarge, Field: "file", Message: "This conversation has no room for more files."}
	}
	return nil
}
