package models_test

import (
	"encoding/base32"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// The vectors of RFC 6238, appendix B, for SHA-1; apps show the last six of their eight digits.
func TestOTPCode_VectorsOfTheStandard_Match(t *testing.T) {
	secret := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString([]byte("12345678901234567890"))
	for at, want := range map[int64]string{59: "94287082", 1111111109: "07081804", 1111111111: "14050471",
		1234567890: "89005924", 2000000000: "69279037", 20000000000: "65353130"} {
		if got := models.OTPCode(secret, time.Unix(at, 0)); got != want[2:] {
			t.Errorf("at %d: %s, want %s", at, got, want[2:])
		}
	}
}

func TestMatchOTP_ClockOffByOneStep_IsTakenAndTwoAreNot(t *testing.T) {
	secret, now := models.NewOTPSecret(), time.Unix(1_800_000_015, 0)
	for off, want := range map[int]bool{-60: false, -30: true, 0: true, 30: true, 60: false} {
		if _, ok := models.MatchOTP(secret, models.OTPCode(secret, now.Add(time.Duration(off)*time.Second)), now, 0); ok != want {
			t.Errorf("%d s off: %t", off, ok)
		}
	}
	code := models.OTPCode(secret, now)
	step, ok := models.MatchOTP(secret, " "+code[:3]+" "+code[3:], now, 0)
	if !ok {
		t.Error("a code with blanks is refused")
	}
	if _, again := models.MatchOTP(secret, code, now, step); again {
		t.Error("a code was taken twice")
	}
	for _, wrong := range []string{"", "1", "abcdef", code + "0", "１２３４５６"} {
		if _, ok := models.MatchOTP(secret, wrong, now, 0); ok {
			t.Errorf("%q was taken", wrong)
		}
	}
}

func TestOTPAddress_SaysWhoseAndWhere(t *testing.T) {
	secret := models.NewOTPSecret()
	u, err := url.Parse(models.OTPAddress(secret, "mira+a@example.com"))
	if err != nil || u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Deskbell:mira+a@example.com" ||
		u.Query().Get("secret") != secret || u.Query().Get("issuer") != "Deskbell" {
		t.Errorf("%v, %v", u, err)
	}
}

func TestNewRecovery_TenThatDiffer_AreReadHoweverTheyAreTyped(t *testing.T) {
	codes := models.NewRecovery()
	seen := map[string]bool{}
	for _, code := range codes {
		if !regexp.MustCompile(`^([a-z2-7]{4}-){3}[a-z2-7]{4}$`).MatchString(code) || seen[code] {
			t.Errorf("%q", code)
		}
		seen[code] = true
		typed := strings.ToUpper(strings.ReplaceAll(code, "-", "  "))
		if models.CleanRecovery(typed) != models.CleanRecovery(code) || models.CleanRecovery(code) == "" {
			t.Errorf("%q is not %q", typed, code)
		}
	}
	if len(codes) != models.RecoveryCodes || models.CleanRecovery("123456") != "" || models.CleanRecovery(strings.Repeat("0", 16)) != "" {
		t.Errorf("%v", codes)
	}
}
