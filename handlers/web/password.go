package web

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"deskbell/models"
)

// What a password costs: about 30 ms and 19 MiB, as OWASP's first choice for argon2id.
const (
	hashTime   = 2
	hashMemory = 19 * 1024 // KiB
	hashLanes  = 1
	hashLength = 32
	saltLength = 16
	// hashersAtOnce keeps sign-ins from taking memory and cores from the chats.
	hashersAtOnce = 2
)

const (
	minPassword = 10   // characters of a new one
	maxPassword = 1024 // bytes of any
)

// HashPassword is pw in the PHC string form. Errors: CodeInvalid for one that is too short or too
// long; inside of a request CodeTooMany when too many wait.
func HashPassword(ctx context.Context, pw string) (string, error) {
	switch {
	case utf8.RuneCountInString(pw) < minPassword:
		return "", &models.Error{Code: models.CodeInvalid, Field: "password", Message: fmt.Sprintf("A password has at least %d characters.", minPassword)}
	case len(pw) > maxPassword:
		return "", &models.Error{Code: models.CodeInvalid, Field: "password", Message: "This password is too long."}
	}
	leave, err := enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	salt := make([]byte, saltLength)
	rand.Read(salt) // never fails
	sum := argon2.IDKey([]byte(pw), salt, hashTime, hashMemory, hashLanes, hashLength)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashTime, hashLanes,
		b64.EncodeToString(salt), b64.EncodeToString(sum)), nil
}

// CheckPassword says whether pw is the one that was encoded. An empty encoded, for an account that
// does not exist, takes as long and is false. CodeTooMany as for HashPassword.
func CheckPassword(ctx context.Context, pw, encoded string) (bool, error) {
	if len(pw) > maxPassword {
		return false, nil
	}
	h := hashed{time: hashTime, memory: hashMemory, lanes: hashLanes, salt: make([]byte, saltLength), sum: make([]byte, hashLength)}
	if encoded != "" {
		var err error
		if h, err = decode(encoded); err != nil {
			return false, err
		}
	}
	leave, err := enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	sum := argon2.IDKey([]byte(pw), h.salt, h.time, h.memory, h.lanes, uint32(len(h.sum)))
	return subtle.ConstantTimeCompare(sum, h.sum) == 1 && encoded != "", nil
}

// hashed is a password as it is kept.
type hashed struct {
	time, memory uint32
	lanes        uint8
	salt, sum    []byte
}

func decode(encoded string) (hashed, error) {
	bad := fmt.Errorf("a kept password is not in the form $argon2id$v=%d$…", argon2.Version)
	parts := strings.Split(encoded, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return hashed{}, bad
	}
	var h hashed
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.time, &h.lanes); err != nil {
		return hashed{}, bad
	}
	var err, err2 error
	h.salt, err = base64.RawStdEncoding.DecodeString(parts[4])
	h.sum, err2 = base64.RawStdEncoding.DecodeString(parts[5])
	fits := h.time >= 1 && h.time <= 10 && h.memory <= 256*1024 && h.lanes >= 1 && len(h.sum) >= 16 && len(h.sum) <= 64
	if err != nil || err2 != nil || !fits {
		return hashed{}, bad
	}
	return h, nil
}

// enter waits for one of the server's few places to hash. Outside of a request there is no server to
// protect.
func enter(ctx context.Context) (leave func(), err error) {
	v := visitOf(ctx)
	if v == nil {
		return func() {}, nil
	}
	wait := time.NewTimer(v.server.hashingWait)
	defer wait.Stop()
	select {
	case v.server.hashing <- struct{}{}:
		return func() { <-v.server.hashing }, nil
	case <-wait.C:
		return nil, TooMany(2 * time.Second)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
