package sniff

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"deskbell/models"
	"deskbell/models/picture"
)

// Found is what a file is.
type Found struct {
	Name          string // cleaned, with an ending that fits
	Type          string // MIME type
	Width, Height int    // of a picture as it is seen, in pixels; 0 for others
	Frames        int    // of one that moves; 0 for what is no picture
}

// Look says what the file is. Errors: CodeUnsupported with a sentence for what is not kept: an unknown
// kind, content that does not fit the name, a picture that is broken or too large.
func Look(name string, file io.ReadSeeker) (Found, error) {
	head := make([]byte, headLength)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return Found{}, err
	}
	head = head[:n]
	name = CleanName(name)
	if n == 0 {
		return Found{}, unsupported("%s is empty, there is nothing to send.", name)
	}
	ending := strings.ToLower(path.Ext(name))
	named, real := find(ending, head)
	switch {
	case real == nil && named == nil:
		return Found{}, unsupported("%s is of a kind that cannot be sent. Pictures, PDF, text, office documents, ZIP, sound and video can.", name)
	case named == nil && ending != "":
		return Found{}, unsupported("%s cannot be sent: files that end in %s are not taken.", name, ending)
	case real == nil:
		return Found{}, unsupported("%s ends like %s, but its content is not one.", name, named.words)
	case named != real && named != nil && !(named.picture() && real.picture()):
		return Found{}, unsupported("%s ends like %s, but is %s.", name, named.words, real.words)
	}
	found := Found{Name: name, Type: real.mime}
	if named != real { // a picture under another picture's ending, or no ending at all
		found.Name = strings.TrimSuffix(name, path.Ext(name)) + real.endings[0]
	}
	if !real.picture() {
		return found, nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return Found{}, err
	}
	return measured(found, file)
}

// measured fills in the size of a picture.
func measured(found Found, file io.Reader) (Found, error) {
	size, err := measure(found.Type, file)
	switch {
	case errors.Is(err, picture.ErrBroken) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return Found{}, unsupported("%s is damaged: it cannot be read as a picture.", found.Name)
	case err != nil:
		return Found{}, err
	case size.tooLarge():
		return Found{}, unsupported("%s is too large a picture: %d × %d pixels. At most 16,384 go on a side, and 40 million in all.",
			found.Name, size.width, size.height)
	case size.frames > mostFrames:
		return Found{}, unsupported("%s has too many pictures in it: at most %d can move.", found.Name, mostFrames)
	}
	found.Width, found.Height, found.Frames = size.width, size.height, size.frames
	return found, nil
}

func unsupported(format string, args ...any) error {
	return &models.Error{Code: models.CodeUnsupported, Field: "file", Message: fmt.Sprintf(format, args...)}
}
