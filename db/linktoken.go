package db

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
)

// linkPurpose keeps the tokens of one kind of link from being good as another's.
type linkPurpose string

const (
	joinToken  linkPurpose = "join"
	backToken  linkPurpose = "back"
	replyToken linkPurpose = "reply"
)

// token makes the secret of a link from its id, so that it need not be kept. Errors: errNoKey.
func (s seal) token(of linkPurpose, id string) (string, error) {
	key, err := s.key()
	if err != nil {
		return "", err
	}
	sum := hmac.New(sha256.New, key)
	sum.Write([]byte("deskbell link\x00" + string(of) + "\x00" + id))
	return base64.RawURLEncoding.EncodeToString(sum.Sum(nil)), nil
}

// newToken is token for a link that is made: the key is made where there is none.
func (s seal) newToken(of linkPurpose, id string) (string, error) {
	if err := s.make(); err != nil {
		return "", err
	}
	return s.token(of, id)
}
