package outbound

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"
)

// Words says why there was no answer, for somebody who has typed the address: nothing of the request
// stands in it but its host. within is how long was waited.
func Words(err error, within time.Duration) string {
	var refused *Refusal
	var missing *SecretError
	switch {
	case errors.As(err, &refused):
		return refused.Error()
	case errors.As(err, &missing):
		return missing.Error()
	case errors.Is(err, errTooLarge):
		return fmt.Sprintf("the answer is larger than %d MB", mostAnswer>>20)
	case errors.Is(err, errRedirects):
		return fmt.Sprintf("it was redirected more than %d times", mostRedirects)
	case errors.Is(err, context.Canceled):
		return "it was interrupted"
	}
	if why := nameWords(err); why != "" {
		return why
	}
	if why := certificateWords(err); why != "" {
		return why
	}
	return connectionWords(err, within)
}

func nameWords(err error) string {
	var name *net.DNSError
	switch {
	case !errors.As(err, &name):
		return ""
	case name.IsNotFound:
		return fmt.Sprintf("there is no host called %.100s", name.Name)
	}
	return fmt.Sprintf("the host %.100s could not be looked up", name.Name)
}

func certificateWords(err error) string {
	var (
		wrong   *tls.CertificateVerificationError
		host    x509.HostnameError
		nobody  x509.UnknownAuthorityError
		invalid x509.CertificateInvalidError
	)
	const is = "the certificate is not valid"
	switch {
	case errors.As(err, &host):
		return is + ": it is for another host"
	case errors.As(err, &nobody):
		return is + ": nobody who is trusted has signed it"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return is + ": its time is over, or has not begun"
	case errors.As(err, &invalid), errors.As(err, &wrong):
		return is
	}
	return ""
}

func connectionWords(err error, within time.Duration) string {
	var (
		timeout net.Error
		dialed  *net.OpError
		record  tls.RecordHeaderError
		alert   tls.AlertError
	)
	text := err.Error()
	switch {
	case errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, context.DeadlineExceeded):
		if errors.As(err, &dialed) && dialed.Op == "dial" && within > connectWithin {
			return fmt.Sprintf("no connection within %s", seconds(connectWithin))
		}
		return fmt.Sprintf("no answer within %s", seconds(within))
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing listens at this address"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "the host cannot be reached"
	case errors.As(err, &record), errors.As(err, &alert), strings.Contains(text, "HTTP response to HTTPS client"):
		return "the other side does not speak https there"
	case strings.Contains(text, "response headers exceeded"):
		return "the headers of the answer are too long"
	case strings.Contains(text, "malformed HTTP"):
		return "what came back is no HTTP"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "the other side has cut the connection"
	}
	return "it could not be sent"
}

func seconds(d time.Duration) string {
	return fmt.Sprintf("%g s", d.Round(100*time.Millisecond).Seconds())
}
