package web

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"sync"
	"time"

	"deskbell/models"
)

// mostParts of a multipart body are looked through for the file.
const mostParts = 8

// File is the file in a field of a multipart body. Its body is read as it comes, and never all of it is
// in memory; its errors say what a person is to read. Errors: CodeInvalid where there is none.
func File(r *http.Request, field string) (name string, body io.Reader, err error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "multipart/form-data" {
		return "", nil, &models.Error{Code: models.CodeInvalid, Field: field, Message: "This address takes a file as multipart/form-data."}
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return "", nil, &models.Error{Code: models.CodeInvalid, Field: field, Message: "The upload cannot be read."}
	}
	for range mostParts {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", nil, uploading{part, field}.sentence(err)
		}
		if part.FormName() == field && part.FileName() != "" {
			return part.FileName(), uploading{part, field}, nil
		}
	}
	return "", nil, &models.Error{Code: models.CodeInvalid, Field: field, Message: "There is no file in this. Choose one first."}
}

// around is what a multipart body has beside its file, at most, in bytes.
const around = 64 << 10

// Fits refuses a body that says itself that its file is larger than most bytes, before any of it is read.
func Fits(r *http.Request, most int64) error {
	if r.ContentLength > most+around {
		return tooLarge(most)
	}
	return nil
}

// uploading is a file on its way in.
type uploading struct {
	*multipart.Part
	field string
}

func (u uploading) Read(p []byte) (int, error) {
	n, err := u.Part.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = u.sentence(err)
	}
	return n, err
}

func (u uploading) sentence(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return tooLarge(large.Limit)
	}
	return &models.Error{Code: models.CodeInvalid, Field: u.field, Message: "The upload was cut off before its end. Try again."}
}

// What sending a large file may take, and getting one at the slowest.
const (
	uploadWithin = 5 * time.Minute
	slowest      = 32 << 10 // bytes a second
)

// Upload is Body for large bodies, which may take minutes to arrive.
func Upload(n int64) RouteOption {
	return func(r *Route) { r.body, r.slow = n+around, true }
}

// patient gives an upload its time.
func patient(w http.ResponseWriter) {
	control := http.NewResponseController(w)
	until := time.Now().Add(uploadWithin)
	_ = control.SetReadDeadline(until)
	_ = control.SetWriteDeadline(until.Add(writeWithin))
}

// Patient gives an answer of so many bytes the time that a slow connection needs.
func Patient(w http.ResponseWriter, size int64) {
	within := writeWithin + time.Duration(size/slowest)*time.Second
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(within))
}

// Gate lets only so many in at a time, and of each key fewer.
type Gate struct {
	most, each int

	mu     sync.Mutex
	inside int
	keys   map[string]int
}

// NewGate makes one for most at a time, each of a key.
func NewGate(most, each int) *Gate { return &Gate{most: most, each: each, keys: map[string]int{}} }

// Enter is false when there is no room; else leave has to be called once.
func (g *Gate) Enter(key string) (leave func(), ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inside >= g.most || g.keys[key] >= g.each {
		return nil, false
	}
	g.inside++
	g.keys[key]++
	return func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.inside--
		if g.keys[key]--; g.keys[key] == 0 {
			delete(g.keys, key)
		}
	}, true
}
