package models

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// What authenticator apps agree on (RFC 6238 with RFC 4226): six digits of HMAC-SHA-1, another one every
// thirty seconds. A clock may be off by one of them.
const (
	otpDigits  = 6
	otpModulus = 1_000_000
	otpPeriod  = 30
	otpSkew    = 1
	otpSecret  = 20 // bytes
)

// RecoveryCodes is how many codes there are for whoever has lost the app.
const RecoveryCodes = 10

// NewFactor is a second factor that is turned on.
type NewFactor struct {
	Secret   string   // base32
	Step     int64    // of the code that proved it; it is used up
	Recovery []string // as NewRecovery makes them
}

// SecondFactors keeps what is asked for beside the password.
type SecondFactors interface {
	// SetSecondFactor turns it on or, with nil, off. ErrNotFound; CodeConflict to turn on what is on already.
	SetSecondFactor(ctx context.Context, id AgentID, f *NewFactor) error
	// TakeSecondFactor turns somebody else's off, and says whether it was on. Errors: may's own, asked about them
	// as they are then; ErrNotFound.
	TakeSecondFactor(ctx context.Context, id AgentID, may func(Agent, []Agent) error) (was bool, err error)
	// SetRecovery replaces the recovery codes; ErrNotFound while it is off.
	SetRecovery(ctx context.Context, id AgentID, codes []string) error
	// RecoveryLeft is how many recovery codes were not used yet.
	RecoveryLeft(ctx context.Context, id AgentID) (int, error)
	// PassSecondFactor takes a code of the app or a recovery code, each for once, and says whether it was one
	// for recovery. Errors: CodeInvalid for a wrong or used one; ErrNotFound while it is off.
	PassSecondFactor(ctx context.Context, id AgentID, code string, now time.Time) (recovery bool, err error)
}

// NewOTPSecret is one in base32, as apps take it when it is typed.
func NewOTPSecret() string {
	var bits [otpSecret]byte
	_, _ = rand.Read(bits[:]) // never fails
	return plain32().EncodeToString(bits[:])
}

func plain32() *base32.Encoding { return base32.StdEncoding.WithPadding(base32.NoPadding) }

// CleanOTPSecret is a secret as NewOTPSecret made it; false for anything else.
func CleanOTPSecret(text string) (string, bool) {
	text = strings.ToUpper(strings.Join(strings.Fields(text), ""))
	bits, err := plain32().DecodeString(text)
	return text, err == nil && len(bits) == otpSecret
}

// OTPAddress is what an app reads from the picture.
func OTPAddress(secret, email string) string {
	query := url.Values{"secret": {secret}, "issuer": {"Deskbell"}}
	return "otpauth://totp/" + url.PathEscape("Deskbell:"+email) + "?" + strings.ReplaceAll(query.Encode(), "+", "%20")
}

// OTPCode is the code of a secret at a time.
func OTPCode(secret string, at time.Time) string {
	bits, err := plain32().DecodeString(secret)
	if err != nil {
		return ""
	}
	return otpCode(bits, otpStep(at))
}

// MatchOTP finds the step that the code belongs to: now, the one before or the one after, but none that was
// used already.
func MatchOTP(secret, code string, now time.Time, used int64) (step int64, ok bool) {
	bits, err := plain32().DecodeString(secret)
	code = strings.Join(strings.Fields(code), "")
	if err != nil || len(code) != otpDigits {
		return 0, false
	}
	for try := otpStep(now) - otpSkew; try <= otpStep(now)+otpSkew; try++ {
		if subtle.ConstantTimeCompare([]byte(otpCode(bits, try)), []byte(code)) == 1 && try > used {
			return try, true
		}
	}
	return 0, false
}

func otpStep(at time.Time) int64 { return at.Unix() / otpPeriod }

func otpCode(secret []byte, step int64) string {
	mac := hmac.New(sha1.New, secret)
	_ = binary.Write(mac, binary.BigEndian, step) // a hash takes everything
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0x0f
	number := binary.BigEndian.Uint32(sum[at:at+4]) & 0x7fffffff
	return fmt.Sprintf("%0*d", otpDigits, number%otpModulus)
}

// NewRecovery makes recovery codes of 80 bit, in groups that can be read off paper.
func NewRecovery() []string {
	codes := make([]string, RecoveryCodes)
	for i := range codes {
		text := strings.ToLower(rand.Text())[:16]
		codes[i] = text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:]
	}
	return codes
}

// CleanRecovery is a recovery code however it was typed; "" for what is none.
func CleanRecovery(text string) string {
	text = strings.ToLower(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '-' || r == ' ' || r == '\t' }), ""))
	if len(text) != 16 || strings.Trim(text, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return ""
	}
	return text
}
