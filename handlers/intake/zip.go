package intake

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"strings"

	"deskbell/models"
)

// mostDirectory is how many bytes the list of what is in a zip may have.
const mostDirectory = 8 << 20

// addZip keeps a zip beside while it is read, since its list is at its end.
func (f *Files) addZip(name string, from io.Reader) error {
	aside, err := os.CreateTemp("", "deskbell-import-*")
	if err != nil {
		return fmt.Errorf("intake: %w", err)
	}
	gone := os.Remove(aside.Name()) == nil // nothing is left however the program ends; not all systems allow it
	defer func() {
		_ = aside.Close() // it goes away
		if !gone {
			_ = os.Remove(aside.Name())
		}
	}()
	size, err := io.Copy(aside, io.LimitReader(from, models.MostUpload+1))
	if err != nil {
		return err
	}
	if size > models.MostUpload {
		return &models.Error{Code: models.CodeTooLarge, Message: fmt.Sprintf("%s is larger than %d MB. Import it in parts.", models.CleanLine(name, 200), models.MostUpload>>20)}
	}
	return f.unzip(name, aside, size)
}

func (f *Files) unzip(name string, from io.ReaderAt, size int64) error {
	if long := longDirectory(from, size); long {
		return tooMany()
	}
	packed, err := zip.NewReader(from, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		f.refuse(name, "This is no zip that can be read.")
		return nil
	}
	if f.seen+len(packed.File) > models.MostFilesIn {
		return tooMany()
	}
	for _, entry := range packed.File {
		mode := entry.Mode()
		switch at, why := cleanPath(entry.Name); {
		case mode.IsDir() || strings.HasSuffix(entry.Name, "/") || mode&fs.ModeType != 0: // a link leads anywhere
			continue
		case why != "":
			f.refuse(entry.Name, why)
		case kindOf(at) == kindOther || hidden(at):
			continue
		case entry.Flags&1 != 0:
			f.refuse(entry.Name, "It is locked with a password.")
		default:
			if err := f.unpack(entry); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *Files) unpack(entry *zip.File) error {
	unpacked, err := entry.Open()
	if err == nil {
		err = f.add(entry.Name, unpacked)
		_ = unpacked.Close() // it was read
	}
	var known *models.Error
	if err != nil && !errors.As(err, &known) {
		f.refuse(entry.Name, "It is damaged.")
		return nil
	}
	return err
}

// longDirectory says of a zip that its list is longer than that of any which is taken, before that is read.
func longDirectory(from io.ReaderAt, size int64) bool {
	tail := make([]byte, min(size, 65<<10+20)) // as far as package zip looks
	if _, err := from.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	at := bytes.LastIndex(tail[:max(0, len(tail)-18)], []byte("PK\x05\x06")) // 22 bytes, four of them these
	if at < 0 {
		return false // zip says so as well
	}
	end := size - int64(len(tail)-at)
	length, offset := int64(binary.LittleEndian.Uint32(tail[at+12:])), int64(binary.LittleEndian.Uint32(tail[at+16:]))
	records := binary.LittleEndian.Uint16(tail[at+10:])
	elsewhere := records == math.MaxUint16 || length == math.MaxUint32 || offset == math.MaxUint32 // zip64
	if before := at - 20; before >= 0 && length == math.MaxUint16 {                                // which package zip takes for it too
		elsewhere = elsewhere || bytes.HasPrefix(tail[before:], []byte("PK\x06\x07"))
	}
	return elsewhere || length > mostDirectory || offset < end && end-offset > mostDirectory
}

// AddFolder reads a folder of this machine, or a file of it. Links are not followed.
func (f *Files) AddFolder(root string) error {
	about, err := os.Stat(root)
	if err != nil {
		return err
	}
	if !about.IsDir() {
		return f.addFrom(root, path.Base(strings.ReplaceAll(root, `\`, "/")))
	}
	return fs.WalkDir(os.DirFS(root), ".", func(at string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case at != "." && hidden(at) && entry.IsDir():
			return fs.SkipDir
		case !entry.Type().IsRegular() || kindOf(at) == kindOther || hidden(at):
			return nil
		}
		return f.addFrom(root+"/"+at, at)
	})
}

func (f *Files) addFrom(place, name string) error {
	opened, err := os.Open(place)
	if err != nil {
		return err
	}
	defer func() { _ = opened.Close() }()
	return f.Add(name, opened)
}
