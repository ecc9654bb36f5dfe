package db

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// keyName is the file of the key in the data folder and in a backup.
const keyName = "deskbell.key"

// keyOf is where the key of a database is: beside it.
func keyOf(database string) string {
	if filepath.Base(database) == FileName {
		return filepath.Join(filepath.Dir(database), keyName)
	}
	return database + ".key"
}

// keyBytes is the length of a key for AES-256.
const keyBytes = 32

var (
	errNoKey  = errors.New("the key of the secrets is missing")
	errSealed = errors.New("a secret was sealed with another key, or for another place")
)

// seal closes what is kept so that the database alone does not show it. Its key is a file of its own,
// which is made when it is first needed.
type seal struct{ path string }

// close seals a text for a place: it cannot be opened as something else. Errors: errNoKey.
func (s seal) close(text string, place ...string) (string, error) {
	box, err := s.box()
	if err != nil {
		return "", err
	}
	nonce := make([]byte, box.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return "", fmt.Errorf("db: sealing: %w", err)
	}
	return base64.StdEncoding.EncodeToString(box.Seal(nonce, nonce, []byte(text), where(place))), nil
}

// open errors with errNoKey or errSealed.
func (s seal) open(sealed string, place ...string) (string, error) {
	box, err := s.box()
	if err != nil {
		return "", err
	}
	raw, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil || len(raw) < box.NonceSize() {
		return "", errSealed
	}
	text, err := box.Open(nil, raw[:box.NonceSize()], raw[box.NonceSize():], where(place))
	if err != nil {
		return "", errSealed
	}
	return string(text), nil
}

func where(place []string) []byte { return []byte(strings.Join(place, "\x00")) }

func (s seal) box() (cipher.AEAD, error) {
	key, err := s.key()
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("db: sealing: %w", err)
	}
	return cipher.NewGCM(block)
}

func (s seal) key() ([]byte, error) {
	text, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoKey
	}
	if err != nil {
		return nil, fmt.Errorf("db: reading the key: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != keyBytes {
		return nil, fmt.Errorf("db: %s holds no key", s.path)
	}
	return key, nil
}

// make makes the key where there is none. It is whole and on the disk before it has its name; of two
// that are made at once the first stays.
func (s seal) make() error {
	if _, err := os.Stat(s.path); err == nil {
		return nil
	}
	key := make([]byte, keyBytes)
	if _, err := rand.Read(key); err != nil {
		return fmt.Errorf("db: making the key: %w", err)
	}
	part, err := os.CreateTemp(filepath.Dir(s.path), ".key-*") // 0600
	if err != nil {
		return fmt.Errorf("db: making the key: %w", err)
	}
	defer func() { _ = os.Remove(part.Name()) }()
	_, err = part.WriteString(hex.EncodeToString(key) + "\n")
	if err = errors.Join(err, part.Sync(), part.Close()); err != nil {
		return fmt.Errorf("db: making the key: %w", err)
	}
	if err := os.Link(part.Name(), s.path); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("db: making the key: %w", err)
	}
	return syncFolder(filepath.Dir(s.path))
}
