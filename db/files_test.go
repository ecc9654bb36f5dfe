package db

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// note is a small file of its own.
func note(bot *models.Bot, token, words string) models.Upload {
	return models.Upload{Bot: bot.ID, TokenHash: token, Name: "note.txt", Body: strings.NewReader(words), Now: noon}
}

func saveFile(t testing.TB, s *Store, u models.Upload) models.StoredFile {
	t.Helper()
	f, err := s.SaveFile(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// owns reads whatever was sent.
func owns() models.FileReader {
	return models.FileReader{Agent: &models.Agent{ID: "id-reader", Role: models.RoleOwner}}
}

// sends is a decision that adds what the visitor sent.
func sends(clientID string, files ...flow.File) decision {
	return func(c *models.Conversation) (models.Change, error) {
		change, err := say(clientID, "", noon)(c)
		if len(change.Entries) > 0 {
			change.Entries[0].Body.Files = files
		}
		return change, err
	}
}

func readFile(t testing.TB, s *Store, id models.FileID) (models.StoredFile, string) {
	t.Helper()
	f, bytes, err := s.OpenFile(t.Context(), owns(), id)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = bytes.Close() }()
	words, err := io.ReadAll(bytes)
	if err != nil {
		t.Fatal(err)
	}
	return f, string(words)
}

// onDisk are all files under the folder of files, by their path in it.
func onDisk(t testing.TB, s *Store) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(s.bytes.root, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && !entry.IsDir() {
			all = append(all, strings.TrimPrefix(path, s.bytes.root+"/"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// M-10
func TestSaveFile_ThenSent_IsReadAsItCame(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "ana")
	f := saveFile(t, s, note(bot, "ana", "Hello"))
	if f.Name != "note.txt" || f.Type != "text/plain" || f.Size != 5 || !f.ID.Valid() || f.At != noon {
		t.Errorf("kept as %+v", f)
	}
	if _, _, err := s.OpenFile(t.Context(), owns(), f.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("it can be read before it is sent: %v", err)
	}
	mine, err := s.FilesOf(t.Context(), models.FileSender{Bot: bot.ID, TokenHash: "ana"}, []models.FileID{f.ID})
	if err != nil || len(mine) != 1 || mine[0].Name != "note.txt" || mine[0].Size != 5 {
		t.Fatalf("files %v, %v", mine, err)
	}
	turnTo(t, s, c.ID, sends("with-file-1", mine...))
	if kept, words := readFile(t, s, f.ID); words != "Hello" || kept.Conversation != c.ID {
		t.Errorf("%q in %q", words, kept.Conversation)
	}
	if e := entriesOf(t, s, c); len(e[len(e)-1].Body.Files) != 1 {
		t.Errorf("the entry carries %v", e[len(e)-1].Body)
	}
	turnTo(t, s, c.ID, sends("with-file-2", mine...)) // once more in the same conversation
	at, err := os.Stat(s.bytes.path(f.ID))
	if err != nil || at.Mode().Perm() != 0o600 {
		t.Errorf("the bytes are %v, %v", at, err)
	}
	for _, folder := range []string{s.bytes.root, filepath.Dir(s.bytes.path(f.ID))} {
		if at, err := os.Stat(folder); err != nil || at.Mode().Perm() != 0o700 {
			t.Errorf("%s is %v, %v", folder, at, err)
		}
	}
}

// A13 A16
func TestFiles_OfSomebodyElse_AreNotFound(t *testing.T) {
	s := openNew(t)
	bot, other := addBot(t, s, "one"), addBot(t, s, "two")
	ana, ben := begin(t, s, bot, "ana"), begin(t, s, bot, "ben")
	f := saveFile(t, s, note(bot, "ana", "Hello"))
	media := saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "id", Name: "a.txt", Body: strings.NewReader("x"), Now: noon})
	for name, who := range map[string]models.FileSender{
		"another visitor": {Bot: bot.ID, TokenHash: "ben"}, "another bot": {Bot: other.ID, TokenHash: "ana"}, "nobody": {Bot: bot.ID},
	} {
		for _, id := range []models.FileID{f.ID, media.ID, "aaaaaaaaaaaaaaaaaaaaaaaaaa"} {
			if got, err := s.FilesOf(t.Context(), who, []models.FileID{id}); models.CodeOf(err) != models.CodeNotFound {
				t.Errorf("%s gets %v, %v", name, got, err)
			}
		}
	}
	turnTo(t, s, ana.ID, sends("mine-0001", f.Sent()))
	_, err := s.Turn(t.Context(), ben.ID, sends("theirs-01", f.Sent()))
	wantCode(t, err, models.CodeNotFound)
	if e := entriesOf(t, s, ben); len(e) != 1 {
		t.Errorf("the message without its file was kept: %v", e)
	}
	elsewhere := begin(t, s, other, "cy")
	_, err = s.Turn(t.Context(), elsewhere.ID, sends("theirs-02", flow.File{ID: string(saveFile(t, s, note(bot, "ana", "y")).ID)}))
	wantCode(t, err, models.CodeNotFound)
}

// A16 A7
func TestSaveFile_Refused_LeavesNothing(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	begin(t, s, bot, "ana")
	cut := &models.Error{Code: models.CodeInvalid, Message: "The upload was cut off."}
	for name, c := range map[string]struct {
		u    models.Upload
		code models.Code
	}{
		"too large":  {models.Upload{Name: "a.txt", Body: io.LimitReader(endless('a'), models.DefaultMostFile<<20+1)}, models.CodeTooLarge},
		"1 TB":       {models.Upload{Name: "a.txt", Body: io.LimitReader(endless('a'), 1<<40)}, models.CodeTooLarge},
		"empty":      {models.Upload{Name: "a.txt", Body: strings.NewReader("")}, models.CodeUnsupported},
		"a program":  {models.Upload{Name: "a.png", Body: strings.NewReader("MZ\x90\x00")}, models.CodeUnsupported},
		"cut off":    {models.Upload{Name: "a.txt", Body: io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(cut))}, models.CodeInvalid},
		"bad reader": {models.Upload{Name: "a.txt", Body: iotest.ErrReader(errors.New("x"))}, models.CodeUnavailable},
	} {
		c.u.Bot, c.u.TokenHash, c.u.Now = bot.ID, "ana", noon
		if _, err := s.SaveFile(t.Context(), c.u); models.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left := onDisk(t, s); len(left) != 0 {
		t.Errorf("left on the disk: %v", left)
	}
	if n, err := s.CheckFiles(t.Context()); n != 0 || err != nil {
		t.Errorf("%d rows, %v", n, err)
	}
}

type endless byte

func (e endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(e)
	}
	return len(p), nil
}

// F7
func TestSaveFile_NothingCanBeKept_IsSaidAndLeavesNothing(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	if err := os.WriteFile(s.bytes.root, nil, 0o600); err != nil { // no folder can be made there
		t.Fatal(err)
	}
	_, err := s.SaveFile(t.Context(), note(bot, "ana", "x"))
	wantCode(t, err, models.CodeUnavailable)
	if err := os.Remove(s.bytes.root); err != nil {
		t.Fatal(err)
	}
	saveFile(t, s, note(bot, "ana", "x"))
	s.bytes.spare = 1 << 62 // nearly nothing is left, and that is for words
	_, err = s.SaveFile(t.Context(), note(bot, "ana", "x"))
	wantCode(t, err, models.CodeUnavailable)
	begin(t, s, bot, "ana")

	small := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName), MaxPages: 90})
	bot = addBot(t, small, "one")
	var full error
	for range 2000 {
		if _, full = small.SaveFile(t.Context(), models.Upload{Bot: bot.ID, Agent: "id", Name: "a.txt", Body: strings.NewReader("x"), Now: noon}); full != nil {
			break
		}
	}
	wantCode(t, full, models.CodeUnavailable)
	if n, err := small.CheckFiles(t.Context()); err != nil || n != len(onDisk(t, small)) {
		t.Errorf("%d rows and %d files, %v", n, len(onDisk(t, small)), err)
	}
}

// A16
func TestSaveFile_MoreThanGoes_IsRefusedAlsoAtOnce(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	var group sync.WaitGroup
	var lock sync.Mutex
	kept := 0
	for i := range models.MostFilesAnHour + 20 {
		group.Go(func() {
			_, err := s.SaveFile(context.Background(), note(bot, "ana", fmt.Sprint(i)))
			lock.Lock()
			defer lock.Unlock()
			if err == nil {
				kept++
			} else if models.CodeOf(err) != models.CodeTooMany {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if kept != models.MostFilesAnHour || len(onDisk(t, s)) != kept {
		t.Errorf("%d kept, %d on the disk", kept, len(onDisk(t, s)))
	}
	saveFile(t, s, note(bot, "ben", "another visitor"))
	later := note(bot, "ana", "an hour later")
	later.Now = noon.Add(time.Hour + time.Second)
	saveFile(t, s, later)
	if _, err := s.write.Exec("UPDATE files SET size = $1", models.MostBytesInOne/models.MostFilesAnHour); err != nil {
		t.Fatal(err)
	}
	later.Body, later.Now = strings.NewReader("x"), noon.Add(3*time.Hour)
	_, err := s.SaveFile(t.Context(), later)
	wantCode(t, err, models.CodeTooLarge)
}

// A16
func TestSweep_WhatWasNeverSent_GoesAfterADay(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "ana")
	sent, unsent := saveFile(t, s, note(bot, "ana", "sent")), saveFile(t, s, note(bot, "ana", "unsent"))
	media := saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "id", Name: "a.txt", Body: strings.NewReader("media"), Now: noon})
	turnTo(t, s, c.ID, sends("with-file-1", sent.Sent()))
	for _, name := range []string{partPrefix + "1", "zz/" + strings.Repeat("a", 24), "zz/README"} { // a crash's, and somebody's own
		path := filepath.Join(s.bytes.root, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("x"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	sweep := func(now time.Time) {
		t.Helper()
		for n := 1; n > 0; {
			var err error
			if n, err = s.SweepFiles(t.Context(), now); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.SweepLost(t.Context(), now); err != nil {
			t.Fatal(err)
		}
	}
	sweep(noon.Add(models.UnsentFor))
	if all := onDisk(t, s); len(all) != 6 {
		t.Errorf("too early: %v", all)
	}
	sweep(noon.Add(models.UnsentFor + time.Minute))
	sweep(time.Now().Add(models.UnsentFor + time.Hour)) // by the disk's own clock
	if all := onDisk(t, s); len(all) != 3 {
		t.Errorf("left: %v", all)
	}
	if _, words := readFile(t, s, sent.ID); words != "sent" {
		t.Errorf("what was sent reads %q", words)
	}
	if _, words := readFile(t, s, media.ID); words != "media" {
		t.Errorf("a block's file reads %q", words)
	}
	_, err := s.Turn(t.Context(), c.ID, sends("with-file-2", unsent.Sent()))
	wantCode(t, err, models.CodeNotFound)
}

// F14
func TestCheckFiles_DamagedAndMissing_AreNamed(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	whole, flipped, lost := saveFile(t, s, note(bot, "ana", "aaa")), saveFile(t, s, note(bot, "ana", "bbb")), saveFile(t, s, note(bot, "ana", "ccc"))
	if n, err := s.CheckFiles(t.Context()); n != 3 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	if err := errors.Join(os.WriteFile(s.bytes.path(flipped.ID), []byte("bbc"), 0o600), os.Remove(s.bytes.path(lost.ID))); err != nil {
		t.Fatal(err)
	}
	_, err := s.CheckFiles(t.Context())
	if err == nil || !strings.Contains(err.Error(), string(flipped.ID)) || !strings.Contains(err.Error(), string(lost.ID)) ||
		strings.Contains(err.Error(), string(whole.ID)) {
		t.Errorf("error %v", err)
	}
}

// F38
func TestBackup_WithFiles_BringsAllThatWereSent(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "ana")
	sent, unsent := saveFile(t, s, note(bot, "ana", "sent")), saveFile(t, s, note(bot, "ana", "unsent"))
	media := saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "id", Name: "a.txt", Body: strings.NewReader("media"), Now: noon})
	turnTo(t, s, c.ID, sends("with-file-1", sent.Sent()))
	var file bytes.Buffer
	if err := s.Backup(t.Context(), &file); err != nil {
		t.Fatal(err)
	}
	good := bytes.Clone(file.Bytes())
	dir := filepath.Join(t.TempDir(), "restored")
	if err := Restore(t.Context(), &file, dir); err != nil {
		t.Fatal(err)
	}
	again := openAt(t, Options{Path: filepath.Join(dir, FileName)})
	if n, err := again.CheckFiles(t.Context()); n != 2 || err != nil || len(onDisk(t, again)) != 2 {
		t.Errorf("%d rows, %v, %v", n, onDisk(t, again), err)
	}
	for id, want := range map[models.FileID]string{sent.ID: "sent", media.ID: "media"} {
		if _, words := readFile(t, again, id); words != want {
			t.Errorf("%s reads %q", id, words)
		}
	}
	if _, err := again.FilesOf(t.Context(), models.FileSender{Bot: bot.ID, TokenHash: "ana"}, []models.FileID{unsent.ID}); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("what was not sent: %v", err)
	}
	if n, err := s.CheckFiles(t.Context()); n != 3 || err != nil {
		t.Errorf("the backup changed what it copied: %d, %v", n, err)
	}
	damagedBackups(t, good)
	if err := os.WriteFile(s.bytes.path(sent.ID), []byte("tnes"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), io.Discard); err == nil || !strings.Contains(err.Error(), string(sent.ID)) {
		t.Errorf("a damaged file was backed up: %v", err)
	}
}

// A60
func damagedBackups(t *testing.T, good []byte) {
	t.Helper()
	for name, change := range map[string]func(*tar.Header, []byte) []byte{
		"another path": func(h *tar.Header, b []byte) []byte { h.Name = "files/../../x"; return b },
		"absolute":     func(h *tar.Header, b []byte) []byte { h.Name = "/tmp/x"; return b },
		"a link": func(h *tar.Header, b []byte) []byte {
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, "/etc/passwd", 0
			return nil
		},
		"other content": func(h *tar.Header, b []byte) []byte { return bytes.ToUpper(b) },
		"another file":  func(h *tar.Header, b []byte) []byte { h.Name = h.Name[:len(h.Name)-1] + "2"; return b },
		"left out":      func(h *tar.Header, b []byte) []byte { h.Name = ""; return nil },
		"twice":         func(h *tar.Header, b []byte) []byte { h.Name = "files/aa/" + strings.Repeat("a", 24); return b },
	} {
		dir := t.TempDir()
		if err := Restore(t.Context(), bytes.NewReader(rewritten(t, good, change)), dir); err == nil {
			t.Errorf("%s: restored", name)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("%s: left %v, %v", name, left, err)
		}
	}
}

// rewritten is a backup with its files changed; one without a name is left out.
func rewritten(t *testing.T, backup []byte, change func(*tar.Header, []byte) []byte) []byte {
	t.Helper()
	unzipped, err := gzip.NewReader(bytes.NewReader(backup))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	from, to := tar.NewReader(unzipped), tar.NewWriter(zip)
	for {
		head, err := from.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(head.Name, filesName+"/") {
			if body = change(head, body); head.Name == "" {
				continue
			}
		}
		if err := to.WriteHeader(head); err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(to.Close(), zip.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
