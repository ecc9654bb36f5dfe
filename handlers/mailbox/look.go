package mailbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"deskbell/models"
)

// mostTaken is how often a mail is tried that cannot be kept, before it is left alone until the next start.
const mostTaken = 10

// look takes every mail that nobody has read. What was taken, or need not be, becomes read; what is none of ours
// stays unread for whoever else looks into the mailbox.
func (s *session) look(ctx context.Context) error {
	var found *imap.SearchData
	err := s.within(s.Patience, func() (err error) {
		if err = s.client.Noop().Wait(); err == nil { // some servers show what is new after it alone
			found, err = s.client.UIDSearch(&imap.SearchCriteria{NotFlag: []imap.Flag{imap.FlagSeen, imap.FlagDeleted},
				Since: s.Now().Add(-lookBack)}, nil).Wait()
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("looking for mails: %w", err)
	}
	for _, uid := range s.stuck.order(found.AllUIDs()) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if s.done[uid] {
			continue
		}
		if err := s.one(ctx, uid); err != nil {
			return err
		}
	}
	return nil
}

// one takes a mail. Its error is the connection's: what cannot be kept just now is tried again.
func (s *session) one(ctx context.Context, uid imap.UID) error {
	verdict, err := s.fetch(ctx, uid)
	var broken *connectionError
	if errors.As(err, &broken) {
		if s.stuck.times[uid]++; s.stuck.over(uid) {
			s.Log.Error("a mail is left alone: the mail server does not give it out", "error", err)
		}
		return err
	}
	if err != nil {
		s.Log.Error("a mail could not be kept", "error", err)
		if s.tries[uid]++; s.tries[uid] >= mostTaken && models.CodeOf(err) != models.CodeUnavailable { // a full disk is no matter of the mail
			s.done[uid] = true
			delete(s.tries, uid)
		}
		return nil
	}
	delete(s.tries, uid)
	delete(s.stuck.times, uid)
	if verdict.State != models.MailTaken && verdict.Conversation == "" {
		s.done[uid] = true
		return nil
	}
	seen := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Flags: []imap.Flag{imap.FlagSeen}, Silent: true}
	if err := s.within(s.Patience, func() error { return s.client.Store(imap.UIDSetNum(uid), seen, nil).Close() }); err != nil {
		return fmt.Errorf("marking a mail as read: %w", err)
	}
	s.done[uid] = true
	return nil
}

// connectionError is one after which the connection is made anew.
type connectionError struct{ err error }

func (e *connectionError) Error() string { return "reading a mail: " + e.err.Error() }
func (e *connectionError) Unwrap() error { return e.err }

// fetch reads a mail, and takes it. One that is known by its header is not read again.
func (s *session) fetch(ctx context.Context, uid imap.UID) (Verdict, error) {
	head := &imap.FetchItemBodySection{Specifier: imap.PartSpecifierHeader, Peek: true, Partial: &imap.SectionPartial{Size: mostHeader}}
	size, raw, err := s.section(uid, head)
	if err != nil {
		return Verdict{}, err
	}
	m, err := ParseHeader(raw)
	if err == nil && m.MessageID != "" {
		before, err := s.Store.Received(ctx, m.Hash)
		if err == nil {
			return Verdict{State: before.State, Conversation: before.Conversation}, nil
		}
		if !errors.Is(err, models.ErrNotFound) {
			return Verdict{}, err
		}
	}
	if size > MostBytes {
		return s.tooLarge(ctx, m)
	}
	if _, raw, err = s.section(uid, &imap.FetchItemBodySection{Peek: true}); err != nil {
		return Verdict{}, err
	}
	if len(raw) == 0 {
		return Verdict{State: models.MailRefused}, nil // somebody has deleted it meanwhile
	}
	return s.Take(ctx, raw)
}

// tooLarge is one that is not read. m is what its header says, nil where that says nothing.
func (s *session) tooLarge(ctx context.Context, m *Mail) (Verdict, error) {
	if m == nil {
		return Verdict{State: models.MailRefused}, nil
	}
	s.taking.Lock()
	defer s.taking.Unlock()
	t := &taking{Box: s.Box, mail: m, now: s.Now()}
	err := t.match(ctx)
	if err == nil {
		err = t.keep(ctx, models.MailRefused, "The mail is larger than 30 MB.")
	}
	return t.verdict, err
}

// sectionWithin is how long a mail may take to come.
const sectionWithin = 5 * time.Minute

// section reads a part of a mail, and how large all of it is.
func (s *session) section(uid imap.UID, part *imap.FetchItemBodySection) (size int64, raw []byte, err error) {
	err = s.within(max(sectionWithin, s.Patience), func() (err error) {
		fetch := s.client.Fetch(imap.UIDSetNum(uid), &imap.FetchOptions{UID: true, RFC822Size: true, BodySection: []*imap.FetchItemBodySection{part}})
		for mail := fetch.Next(); mail != nil; mail = fetch.Next() {
			for item := mail.Next(); item != nil; item = mail.Next() {
				switch item := item.(type) {
				case imapclient.FetchItemDataRFC822Size:
					size = item.Size
				case imapclient.FetchItemDataBodySection:
					raw, err = literal(item.Literal)
				}
			}
		}
		if closed := fetch.Close(); err == nil {
			err = closed
		}
		return err
	})
	if err != nil {
		return 0, nil, &connectionError{err}
	}
	return size, raw, nil
}

func literal(r io.Reader) ([]byte, error) {
	if r == nil {
		return nil, nil
	}
	return io.ReadAll(io.LimitReader(r, MostBytes+1))
}
