package db

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"deskbell/models"
)

// MailToken implements models.MailLinks. A link whose secret was made with a key that is lost is gone with it.
func (s *Store) MailToken(ctx context.Context, m models.Mail) (string, error) {
	if m.Link == "" && (m.Purpose == models.MailJoin || m.Purpose == models.MailAnswer) { // written while the key was missing
		return "", models.ErrNotFound
	}
	if m.Link == "" {
		return "", nil
	}
	now := time.Now().UTC()
	switch m.Purpose {
	case models.MailJoin:
		return s.goodToken(joinToken, m.Link, func(token string) error {
			_, err := s.GuestLink(ctx, token, now)
			return err
		})
	case models.MailAnswer, models.MailTranscript:
		return s.goodToken(backToken, m.Link, func(token string) error {
			w, err := s.WayBack(ctx, token, now)
			if err == nil && !w.StoppedAt.IsZero() {
				err = models.ErrNotFound
			}
			return err
		})
	case models.MailInvite, models.MailReset:
		if len(m.To) != 1 {
			return "", models.ErrNotFound
		}
		token, err := s.seal().open(m.Link, mailPlace, string(m.Purpose), m.To[0])
		if err != nil {
			return "", err
		}
		if err := s.mayCarry(ctx, token, now); err != nil {
			return "", err
		}
		return token, nil
	}
	return "", nil
}

// mayCarry says whether a link to choose a password is good, and may be known to the mail server there is.
func (s *Store) mayCarry(ctx context.Context, token string, now time.Time) error {
	to, err := s.LinkedAgent(ctx, token, now)
	if err != nil {
		return err
	}
	kept, err := keptMail(s.reads(ctx))
	if err == nil && !kept.Carries(to.Role) {
		err = models.ErrNotOwners
	}
	return err
}

func (s *Store) goodToken(of linkPurpose, id string, good func(token string) error) (string, error) {
	token, err := s.seal().token(of, id)
	if err == nil {
		err = good(token)
	}
	if err != nil {
		return "", err
	}
	return token, nil
}

// How a reply address is signed: the way back's id in hexadecimal, and then so many characters.
const (
	replyID  = 32
	replyMAC = 16
)

// ReplySign implements models.MailLinks.
func (s *Store) ReplySign(_ context.Context, m models.Mail) (string, error) {
	if m.Purpose != models.MailAnswer || m.Link == "" {
		return "", nil
	}
	return s.replySign(m.Link)
}

func (s *Store) replySign(id string) (string, error) {
	token, err := s.seal().token(replyToken, id)
	if err != nil {
		return "", err
	}
	sum, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return "", err
	}
	mac := strings.ToLower(base32.StdEncoding.EncodeToString(sum))[:replyMAC]
	return strings.ReplaceAll(id, "-", "") + mac, nil
}

// WayBackBySign is the one that an answer to its mail was sent to; ErrNotFound for what this Deskbell has not
// signed. Some servers write addresses in capitals.
func (s *Store) WayBackBySign(ctx context.Context, sign string) (models.WayBack, error) {
	sign = strings.ToLower(sign)
	if len(sign) != replyID+replyMAC {
		return models.WayBack{}, models.ErrNotFound
	}
	raw, err := hex.DecodeString(sign[:replyID])
	if err != nil {
		return models.WayBack{}, models.ErrNotFound
	}
	id := uuid.UUID(raw).String()
	want, err := s.replySign(id)
	if errors.Is(err, errNoKey) || err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(sign)) != 1 {
		return models.WayBack{}, models.ErrNotFound
	}
	if err != nil {
		return models.WayBack{}, err
	}
	return s.wayBackByID(ctx, id)
}

// WayBackByMessage is the one of a mail that was sent, by its Message-ID with or without brackets; ErrNotFound.
func (s *Store) WayBackByMessage(ctx context.Context, messageID string) (models.WayBack, error) {
	messageID = strings.Trim(strings.TrimSpace(messageID), "<>")
	id, _, _ := strings.Cut(messageID, ".")
	d, err := s.MailByID(ctx, id)
	if err != nil {
		return models.WayBack{}, err
	}
	if subtle.ConstantTimeCompare([]byte(d.MessageID), []byte(messageID)) != 1 || !d.Purpose.ToVisitor() {
		return models.WayBack{}, models.ErrNotFound
	}
	m, err := d.Mail()
	if err != nil {
		return models.WayBack{}, err
	}
	return s.wayBackByID(ctx, m.Link)
}

func (s *Store) wayBackByID(ctx context.Context, id string) (models.WayBack, error) {
	return scanWayBack(s.reads(ctx).Row(wayBackBy+`w.id = CAST($1 AS TEXT)`, id))
}
