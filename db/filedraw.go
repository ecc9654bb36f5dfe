package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	_ "golang.org/x/image/webp" // so that package image reads it

	"deskbell/models"
)

// swollen is how much larger than the limit a picture may become when it is drawn anew.
const swollen = 2

// redraw puts a picture that came in into a file of its own, drawn anew, in place of the one that came. It
// returns the part that is to be kept, or was before.
func (s *Store) redraw(ctx context.Context, came *part, f *models.StoredFile, most int64) (*part, error) {
	drawn, err := s.bytes.begin()
	if err != nil {
		return came, unavailable(err)
	}
	sum := sha256.New()
	out := &counting{to: io.MultiWriter(drawn.file, sum), left: swollen * most}
	what, err := s.easel.Draw(ctx, came.file, f.Type, out)
	var refused *models.Error
	switch {
	case errors.Is(err, errNoRoom):
		err = &models.Error{Code: models.CodeTooLarge, Field: "file",
			Message: fmt.Sprintf("%s would take more than %d MB as it is kept here. Make it smaller first.", f.Name, swollen*most>>20)}
	case errors.As(err, &refused) && refused.Field == "file":
		err = &models.Error{Code: refused.Code, Field: "file", Message: f.Name + " " + refused.Message}
	case err != nil && refused == nil:
		err = unavailable(err)
	}
	if err != nil {
		drawn.discard()
		return came, err
	}
	came.discard()
	if what.Type != f.Type {
		f.Name = strings.TrimSuffix(f.Name, path.Ext(f.Name)) + endingOf(what.Type)
	}
	f.Type, f.Width, f.Height = what.Type, what.Width, what.Height
	f.Size, f.SHA256 = out.n, hex.EncodeToString(sum.Sum(nil))
	return drawn, nil
}

func endingOf(picture string) string {
	if picture == "image/jpeg" {
		return ".jpg"
	}
	return ".png"
}

// errNoRoom says that a picture becomes too large.
var errNoRoom = errors.New("db: no room for the picture")

// counting writes at most so many bytes.
type counting struct {
	to      io.Writer
	n, left int64
}

func (c *counting) Write(p []byte) (int, error) {
	if c.left -= int64(len(p)); c.left < 0 {
		return 0, errNoRoom
	}
	n, err := c.to.Write(p)
	c.n += int64(n)
	return n, err
}
