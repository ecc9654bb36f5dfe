package push

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// browser is somebody's device: it can open what is pushed to it.
type browser struct {
	key  *ecdh.PrivateKey
	auth []byte
}

func newBrowser(t *testing.T) browser {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	b := browser{key, make([]byte, 16)}
	_, _ = rand.Read(b.auth)
	return b
}

func (b browser) device(endpoint string) models.Device {
	return models.Device{ID: "d1", Endpoint: endpoint, P256dh: base64.RawURLEncoding.EncodeToString(b.key.PublicKey().Bytes()),
		Auth: base64.RawURLEncoding.EncodeToString(b.auth)}
}

// open undoes RFC 8291.
func (b browser) open(body []byte) ([]byte, error) {
	salt, length := body[:16], int(body[20])
	sender, sealed := body[21:21+length], body[21+length:]
	if size := binary.BigEndian.Uint32(body[16:20]); int(size) < len(sealed) {
		return nil, fmt.Errorf("a record of %d bytes where %d are said", len(sealed), size)
	}
	other, err := ecdh.P256().NewPublicKey(sender)
	if err != nil {
		return nil, err
	}
	shared, err := b.key.ECDH(other)
	if err != nil {
		return nil, err
	}
	ikm, err := hkdf.Key(sha256.New, shared, b.auth, "WebPush: info\x00"+string(b.key.PublicKey().Bytes())+string(sender), 32)
	if err != nil {
		return nil, err
	}
	key, _ := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: aes128gcm\x00", 16)
	nonce, _ := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: nonce\x00", 12)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	plain, err := box.Open(nil, nonce, sealed, nil)
	return []byte(strings.TrimSuffix(strings.TrimRight(string(plain), "\x00"), "\x02")), err
}

// signed checks who sends: a JWT by the key that is named beside it.
func signed(header, audience string) error {
	var token, key string
	for part := range strings.SplitSeq(strings.TrimPrefix(header, "vapid "), ", ") {
		name, value, _ := strings.Cut(part, "=")
		if name == "t" {
			token = value
		} else if name == "k" {
			key = value
		}
	}
	parts := strings.Split(token, ".")
	public, err := base64.RawURLEncoding.DecodeString(key)
	if err != nil || len(parts) != 3 || len(public) != 65 {
		return fmt.Errorf("%q is no VAPID header", header)
	}
	mark, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || len(mark) != 64 {
		return fmt.Errorf("%q is no signature", parts[2])
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	signer := ecdsa.PublicKey{Curve: elliptic.P256(), X: new(big.Int).SetBytes(public[1:33]), Y: new(big.Int).SetBytes(public[33:])}
	if !ecdsa.Verify(&signer, sum[:], new(big.Int).SetBytes(mark[:32]), new(big.Int).SetBytes(mark[32:])) {
		return fmt.Errorf("the signature is somebody else's")
	}
	var claims struct {
		Audience string `json:"aud"`
		Expires  int64  `json:"exp"`
		Subject  string `json:"sub"`
	}
	text, _ := base64.RawURLEncoding.DecodeString(parts[1])
	if err := json.Unmarshal(text, &claims); err != nil {
		return err
	}
	until := time.Until(time.Unix(claims.Expires, 0))
	if claims.Audience != audience || claims.Subject != "https://chat.example" || until <= 0 || until > 24*time.Hour {
		return fmt.Errorf("claims %+v", claims)
	}
	return nil
}

// desk is the outbox of a test.
type desk struct {
	mu      sync.Mutex
	pending []models.Push
	results chan models.PushResult
}

func (d *desk) LeasePush(context.Context, time.Time, []models.AgentID) (models.Push, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.pending) == 0 {
		return models.Push{}, models.ErrNotFound
	}
	p := d.pending[0]
	d.pending = d.pending[1:]
	return p, nil
}

func (d *desk) NextPush(context.Context) (time.Time, error)            { return time.Time{}, models.ErrNotFound }
func (d *desk) RecoverPushes(context.Context, time.Time) error         { return nil }
func (d *desk) PushTried(_ context.Context, r models.PushResult) error { d.results <- r; return nil }

func newSender(t *testing.T, allow bool, roots *x509.CertPool) (*Sender, *desk) {
	t.Helper()
	keys, err := NewKeys()
	if err != nil {
		t.Fatal(err)
	}
	o := outbound.Options{Roots: roots}
	if allow {
		o.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	}
	d := &desk{results: make(chan models.PushResult, 10)}
	return &Sender{From: d, Client: outbound.New(o), Keys: keys, Contact: "https://chat.example", Now: func() time.Time { return noon },
		Log: slog.New(slog.DiscardHandler)}, d
}

func notice(d models.Device) models.Push {
	return models.Push{Notice: models.Notice{ID: "n1", Agent: "a1", Kind: models.NoticeLive, Way: models.WayPush, Conversation: "c1", Tries: 1,
		CreatedAt: noon, NoticeWords: models.NoticeWords{Title: "Live chat requested", Line: "Ravi · Find a bike", Count: 1, At: noon, InPage: true}},
		Device: d, Needed: true}
}

func service(t *testing.T, answer http.HandlerFunc) (*httptest.Server, *x509.CertPool) {
	t.Helper()
	s := httptest.NewUnstartedServer(answer)
	s.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	s.StartTLS()
	t.Cleanup(s.Close)
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return s, roots
}

// M-20
func TestSender_Push_IsSignedSealedAndMarked(t *testing.T) {
	b := newBrowser(t)
	var got Payload
	var origin string
	s, roots := service(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		plain, err := b.open(body)
		if err == nil {
			err = json.Unmarshal(plain, &got)
		}
		if err == nil {
			err = signed(r.Header.Get("Authorization"), origin)
		}
		if err != nil || len(body) > 3<<10 || r.URL.Path != "/to/me" {
			t.Errorf("%s: %d bytes, %v", r.URL, len(body), err)
		}
		if strings.Contains(string(body), "Ravi") || r.Header.Get("TTL") != "60" || r.Header.Get("Urgency") != "high" || len(r.Header.Get("Topic")) != 32 ||
			strings.Contains(r.Header.Get("Topic"), "c1") {
			t.Errorf("headers %v", r.Header)
		}
		w.WriteHeader(http.StatusCreated)
	})
	origin = s.URL
	sender, d := newSender(t, true, roots)
	d.pending = []models.Push{notice(b.device(s.URL + "/to/me"))}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { sender.Run(ctx); close(done) }()
	r := <-d.results
	stop()
	<-done
	if r.Status != 201 || r.Error != "" || r.Dropped || r.Gone {
		t.Errorf("result %+v", r)
	}
	want := Payload{ID: "n1", Kind: "live", Conversation: "c1", Title: "Live chat requested", Line: "Ravi · Find a bike", URL: "/desk/c1?list=waiting",
		Urgent: true, InPage: true, At: noon.UnixMilli()}
	if got != want {
		t.Errorf("pushed %+v", got)
	}
}

func TestSender_Answers_DecideWhatBecomesOfIt(t *testing.T) {
	b := newBrowser(t)
	for _, each := range []struct {
		status      int
		after       string
		again, gone bool
	}{{201, "", false, false}, {204, "", false, false}, {400, "", false, false}, {403, "", false, false}, {404, "", false, true}, {410, "", false, true},
		{413, "", true, false}, {429, "30", true, false}, {429, "3600", false, false}, {500, "", true, false}, {503, "", true, false}, {307, "", false, false}} {
		s, roots := service(t, func(w http.ResponseWriter, r *http.Request) {
			if each.after != "" {
				w.Header().Set("Retry-After", each.after)
			}
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(each.status)
			if r.URL.Path == "/elsewhere" {
				t.Error("a redirect was followed")
			}
		})
		sender, d := newSender(t, true, roots)
		sender.send(t.Context(), notice(b.device(s.URL)))
		r := <-d.results
		if r.Status != each.status || r.Next.IsZero() == each.again || r.Gone != each.gone || (r.Error == "") != (each.status < 300) {
			t.Errorf("%d: %+v", each.status, r)
		}
		if each.after == "30" && r.Next.Before(noon.Add(30*time.Second)) {
			t.Errorf("tried again at %v", r.Next)
		}
	}
}

func TestSender_LateOrNotNeeded_IsNotSent(t *testing.T) {
	s, roots := service(t, func(http.ResponseWriter, *http.Request) { t.Error("it was sent") })
	sender, d := newSender(t, true, roots)
	late := notice(newBrowser(t).device(s.URL))
	late.CreatedAt = noon.Add(-11 * time.Minute)
	sender.send(t.Context(), late)
	if r := <-d.results; r.Error == "" || r.Dropped || !r.Next.IsZero() {
		t.Errorf("%+v", r)
	}
	seen := notice(newBrowser(t).device(s.URL))
	seen.Needed, seen.Why = false, "seen"
	sender.send(t.Context(), seen)
	if r := <-d.results; !r.Dropped {
		t.Errorf("%+v", r)
	}
}

// A46
func TestSender_EndpointsThatAreNotPublic_AreNotAsked(t *testing.T) {
	s, roots := service(t, func(http.ResponseWriter, *http.Request) { t.Error("it was asked") })
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	sender, d := newSender(t, false, roots)
	for _, endpoint := range []string{s.URL, "https://localhost" + port, "https://[::1]" + port, "https://[::ffff:7f00:1]" + port, "https://2130706433" + port,
		"https://0x7f.1" + port, "https://127.0.0.1." + port, "https://169.254.169.254/", "https://10.0.0.1/", "https://user@example.com/", "https://0.0.0.0" + port,
		"http://127.0.0.1" + port, "http://example.com/", "file:///etc/passwd", "gopher://127.0.0.1/", "unix:///run/x", "https://[64:ff9b::7f00:1]" + port, ":"} {
		sender.send(t.Context(), notice(newBrowser(t).device(endpoint)))
		if r := <-d.results; r.Status != 0 || r.Error == "" || strings.HasPrefix(r.Error, "refused") && !r.Next.IsZero() {
			t.Errorf("%s: %+v", endpoint, r)
		}
	}
	plain, d := newSender(t, true, roots)
	plain.send(t.Context(), notice(newBrowser(t).device("http://127.0.0.1"+port)))
	if r := <-d.results; !strings.HasPrefix(r.Error, "refused") {
		t.Errorf("http: %+v", r)
	}
}

func TestSender_LongestWords_Fit(t *testing.T) {
	s, roots := service(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(201) })
	sender, d := newSender(t, true, roots)
	for _, sign := range []string{"<", "😀", "\u2028", "x"} {
		p := notice(newBrowser(t).device(s.URL))
		p.Title, p.Line = strings.Repeat(sign, 80), strings.Repeat(sign, 160)
		sender.send(t.Context(), p)
		if r := <-d.results; r.Status != 201 {
			t.Errorf("%q: %+v", sign, r)
		}
	}
}
