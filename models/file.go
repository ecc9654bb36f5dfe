package models

import (
	"context"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models/flow"
)

// FileID is 130 random bits as 26 letters and digits: who knows it may read the file.
type FileID string

// StoredFile is one that somebody has sent. Its bytes are on the disk as long as this is in the database.
type StoredFile struct {
	ID  FileID
	Bot BotID
	// Conversation in which it was sent; "" until then, and for what an admin has put into a block.
	Conversation  ConversationID
	TokenHash     string  // of the visitor who sent it; "" for the team's
	Agent         AgentID // who sent it; "" for visitors'
	Name, Type    string  // cleaned; a MIME type of package sniff's
	Size          int64   // bytes
	Width, Height int     // of a picture as it is seen, in pixels; 0 for others
	SHA256        string  // hex
	At            time.Time
}

// Upload is a file on its way in. A visitor's has TokenHash, the team's has Agent.
type Upload struct {
	Bot       BotID
	TokenHash string
	Agent     AgentID
	// Conversation that it will most likely be sent in, for what fits into one; "" for a new one.
	Conversation ConversationID
	Name         string    // as it came
	Body         io.Reader // its own *Errors are answered as they are
	Now          time.Time
}

// FileSender is a visitor by what he proves himself with.
type FileSender struct {
	Bot       BotID
	TokenHash string
}

// What may be sent. A file that nobody sends on is taken away after UnsentFor.
const (
	MostVisitorFile       = 10 << 20 // bytes
	MostTeamFile          = 20 << 20
	MostFilesAnHour       = 40 // of one visitor
	MostBytesAnHour       = 150 << 20
	MostFilesInOne        = 200 // in one conversation
	MostBytesInOne        = 500 << 20
	MostFilesInOneMessage = 10
	UnsentFor             = 24 * time.Hour
)

// Most is how large the file may be, in bytes.
func (u Upload) Most() int64 {
	if u.TokenHash == "" {
		return MostTeamFile
	}
	return MostVisitorFile
}

// Files keeps what is sent beside words. A turn whose entry carries files claims them for its
// conversation; it errors with ErrNotFound when one is gone or was sent in another.
type Files interface {
	// SaveFile reads Body to its end and returns when the file is on the disk; when it fails nothing is
	// kept. Errors: CodeTooLarge, CodeUnsupported (kind, content), CodeInvalid, CodeTooMany, CodeUnavailable.
	SaveFile(ctx context.Context, u Upload) (StoredFile, error)
	// FilesOf are the sender's own, in the order of ids; ErrNotFound when one is not his, or is gone.
	FilesOf(ctx context.Context, who FileSender, ids []FileID) ([]flow.File, error)
	// OpenFile is what was sent, and what an admin has put into a block; ErrNotFound for others.
	OpenFile(ctx context.Context, id FileID) (StoredFile, io.ReadSeekCloser, error)
}

// Sent is the file as an entry carries it.
func (f *StoredFile) Sent() flow.File {
	return flow.File{ID: string(f.ID), Name: f.Name, Type: f.Type, Size: f.Size, Width: f.Width, Height: f.Height}
}

// FilePath is the address of a file on this server.
func FilePath(f flow.File) string {
	return "/files/" + url.PathEscape(f.ID) + "/" + url.PathEscape(f.Name)
}

// MediaPath is FilePath for a block; behind the # of a picture's stands its size, so that a page can keep
// its room before it is loaded.
func MediaPath(f flow.File) string {
	if f.Width == 0 || f.Height == 0 {
		return FilePath(f)
	}
	return FilePath(f) + "#" + strconv.Itoa(f.Width) + "x" + strconv.Itoa(f.Height)
}

// FileIDs reads ids as a form sends them, each once. Errors: CodeInvalid for more than
// MostFilesInOneMessage; ErrNotFound for what is no id.
func FileIDs(sent []string) ([]FileID, error) {
	var ids []FileID
	for _, id := range sent {
		if !FileID(id).Valid() {
			return nil, ErrFileGone
		}
		if !slices.Contains(ids, FileID(id)) {
			ids = append(ids, FileID(id))
		}
	}
	if len(ids) > MostFilesInOneMessage {
		return nil, invalid("file", "At most %d files go into one message.", MostFilesInOneMessage)
	}
	return ids, nil
}

// Valid says whether it looks like an id.
func (id FileID) Valid() bool {
	return len(id) == 26 && strings.Trim(string(id), "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// ErrFileGone is ErrNotFound in the words of somebody who sends a message.
var ErrFileGone = &Error{Code: CodeNotFound, Field: "file", Message: "A file is not here any more. Attach it again."}
