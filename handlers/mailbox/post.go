package mailbox

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/sniff"
)

// mostTries is how often a conversation is looked for that others change at the same time.
const mostTries = 4

// post puts it into the conversation.
func (t *taking) post(ctx context.Context, flagged bool) error {
	_, barred, err := t.Blocks.Barred(ctx, models.Writer{Bot: t.way.Bot, Visitor: t.way.Visitor, Now: t.now})
	if err == nil && barred {
		err = models.NotNow()
	}
	if err != nil {
		return t.given(ctx, err)
	}
	files, missing, err := t.files(ctx)
	if err != nil {
		return t.given(ctx, err)
	}
	t.verdict = Verdict{State: models.MailTaken, Conversation: t.to}
	if t.mail.Automatic {
		t.verdict.Why = models.LooksAutomatic
	}
	receipt := t.receipt()
	if !flagged && !t.mail.Automatic {
		receipt.Proven = t.way.ID
	}
	answer := models.Mailed{From: t.mail.From, Flagged: flagged, Files: files, Text: words(Cut(t.mail.Text), missing), Receipt: &receipt, Now: t.now}
	for range mostTries {
		change, err := t.Turns.Turn(ctx, t.to, models.ReceiveMail(answer))
		if err == nil && change.Repeated != nil {
			return nil
		}
		if models.CodeOf(err) != models.CodeConflict {
			return t.given(ctx, err)
		}
		if _, known := t.Store.Received(ctx, t.mail.Hash); known == nil {
			return nil
		}
		if t.to, err = t.Store.ConversationFor(ctx, t.way); err != nil { // another one was begun meanwhile
			return err
		}
		t.verdict.Conversation = t.to
	}
	return &models.Error{Code: models.CodeUnavailable, Message: "The conversation changes all the time. Try again."}
}

// given keeps it as what an error of the turn makes of it.
func (t *taking) given(ctx context.Context, err error) error {
	var known *models.Error
	if err == nil || !errors.As(err, &known) {
		return err
	}
	switch known.Code {
	case models.CodeForbidden:
		return t.keep(ctx, models.MailRefused, "The visitor is blocked.")
	case models.CodeTooMany:
		return t.keep(ctx, models.MailIgnored, known.Message)
	case models.CodeInvalid:
		return t.keep(ctx, models.MailIgnored, "There is nothing in it but what it answers.")
	case models.CodeNotFound:
		t.to = ""
		return t.keep(ctx, models.MailRefused, "The conversation is not there any more.")
	}
	return err
}

// files keeps what was attached; missing are lines about what is not taken.
func (t *taking) files(ctx context.Context) (taken []flow.File, missing []string, err error) {
	if len(t.mail.Files) == 0 {
		return nil, nil, nil
	}
	limit, err := t.limit(ctx)
	if err != nil {
		return nil, nil, err
	}
	sum := sha256.Sum256([]byte("mail\x00" + string(t.way.Visitor))) // nobody's secret has this hash: it counts what the visitor mails
	for _, f := range t.mail.Files {
		name := sniff.CleanName(f.Name)
		if len(taken) == models.MostFilesInOneMessage {
			missing = append(missing, fmt.Sprintf("[%s was not taken: at most %d files go into one message.]", name, models.MostFilesInOneMessage))
			continue
		}
		kept, err := t.Files.SaveFile(ctx, models.Upload{Bot: t.way.Bot, TokenHash: hex.EncodeToString(sum[:]), Conversation: t.to,
			Name: f.Name, Body: bytes.NewReader(f.Bytes), Limit: limit, Now: t.now})
		var refused *models.Error
		switch {
		case err == nil:
			taken = append(taken, kept.Sent())
		case errors.As(err, &refused) && refused.Code != models.CodeUnavailable:
			missing = append(missing, fmt.Sprintf("[%s was not taken: %s]", name, refused.Message))
		default:
			return nil, nil, err
		}
	}
	return taken, missing, nil
}

// limit is how large a file may be at the bot.
func (t *taking) limit(ctx context.Context) (int64, error) {
	bots, err := t.Bots.Bots(ctx)
	for i := range bots {
		if bots[i].ID == t.way.Bot {
			return bots[i].Settings.FileLimit(), nil
		}
	}
	return 0, err
}

const cutOff = "\n\n[The mail goes on; it was cut here.]"

// words are what is posted: at most as long as a message may be.
func words(said string, missing []string) string {
	if len(missing) > 5 {
		missing = append(missing[:5:5], fmt.Sprintf("[%d more files were not taken.]", len(missing)-5))
	}
	below := strings.Join(missing, "\n")
	runes := []rune(said)
	if room := models.MaxText - len([]rune(below)) - len(cutOff) - 10; len(runes) > room {
		said = strings.TrimSpace(string(runes[:room])) + cutOff
	}
	return strings.TrimSpace(said + "\n\n" + below)
}
