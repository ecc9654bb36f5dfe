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

// FileID is 130 random bits as 26 letters and digits. To know it is no right to read the file: see FileReader.
type FileID string

// StoredFile is one that somebody has sent. Its bytes are on the disk as long as this is in the database.
type StoredFile struct {
	ID  FileID
	Bot BotID
	// Conversation in which it was sent; "" until then, and for what an admin has put into a block.
	Conversation  ConversationID
	TokenHash     string  // of the visitor who sent it; "" for the team's
	Agent         AgentID // who sent it, or the id of the guest who did; "" for visitors'
	Attached      bool    // the team's, for a conversation: it is not in it yet
	Name, Type    string  // cleaned; a MIME type of package sniff's
	Size          int64   // bytes
	Width, Height int     // of a picture as it is seen, in pixels; 0 for others
	SHA256        string  // hex
	At            time.Time
}

// Upload is a file on its way in. A visitor's has TokenHash, the team's has Agent; without a Conversation
// that is for a block, and anybody's to read. A guest's has Guest and a Conversation.
type Upload struct {
	Bot       BotID
	TokenHash string
	Agent     AgentID
	Guest     GuestID
	// Conversation that it will most likely be sent in, for what fits into one; "" for a new one.
	Conversation ConversationID
	Address      string    // from where, of a visitor's; "" where that does not count
	Name         string    // as it came
	Body         io.Reader // its own *Errors are answered as they are
	Limit        int64     // bytes, the bot's FileLimit; 0: that of a bot where nothing was set
	Now          time.Time
}

// FileSender is a visitor by what he proves himself with, or an agent or a guest in the conversation that he
// attached files to.
type FileSender struct {
	Bot          BotID
	TokenHash    string
	Agent        AgentID
	Guest        GuestID
	Conversation ConversationID
}

// What may be sent. A file that nobody sends on is taken away after UnsentFor.
const (
	MostFilesAnHour       = 40 // of one visitor, or one guest
	MostBytesAnHour       = 150 << 20
	MostFilesInOne        = 200 // in one conversation
	MostBytesInOne        = 500 << 20
	MostFilesInOneMessage = 10
	UnsentFor             = 24 * time.Hour
	// What lies at a bot and was not sent yet, of its visitors and as much of its team.
	MostUnsentFiles = 20_000
	MostUnsentBytes = 1 << 30
)

// Most is how large the file may be, in bytes.
func (u Upload) Most() int64 {
	if u.Limit > 0 {
		return u.Limit
	}
	return (&BotSettings{}).FileLimit()
}

// FileLimit is how large a file may be that is sent in a chat of the bot, by either side, or put into a block of
// its flows, in bytes.
func (s *BotSettings) FileLimit() int64 { return int64(min(s.FileMB(), HighestMostFile)) << 20 }

// FileReader is who asks for a file: nobody (the zero value), or one of those who may be in a conversation.
// Everybody reads what an admin has put into a block. What was sent in a conversation is for who may see that,
// and what was not sent yet for its sender alone.
type FileReader struct {
	Agent *Agent
	Guest *Guest
	// A visitor, by what he proves himself with; Visitor is "" for one who has sent files and no word yet.
	Bot       BotID
	TokenHash string
	Visitor   VisitorID
	Only      *Only
}

// Files keeps what is sent beside words. A turn whose entry carries files claims them for its
// conversation; it errors with ErrNotFound when one is gone or was sent in another.
type Files interface {
	// SaveFile reads Body to its end and returns when the file is on the disk; when it fails nothing is
	// kept. Errors: CodeTooLarge, CodeUnsupported (kind, content), CodeInvalid, CodeTooMany, CodeUnavailable.
	SaveFile(ctx context.Context, u Upload) (StoredFile, error)
	// FilesOf are the sender's own, in the order of ids; ErrNotFound when one is not his, or is gone.
	FilesOf(ctx context.Context, who FileSender, ids []FileID) ([]flow.File, error)
	// OpenFile errors with ErrNotFound for what is not there, and for what the reader may not see.
	OpenFile(ctx context.Context, who FileReader, id FileID) (StoredFile, io.ReadSeekCloser, error)
}

// Public says whether everybody may read it: an admin has put it into a block.
func (f *StoredFile) Public() bool { return f.Conversation == "" && f.TokenHash == "" && !f.Attached }

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
