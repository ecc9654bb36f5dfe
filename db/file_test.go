package db

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"deskbell/models"
)

func TestOpen_FilesAreForThisUserOnly(t *testing.T) {
	s := openNew(t)
	addBot(t, s, "one")
	dir := filepath.Dir(s.options.Path)
	if at, err := os.Stat(dir); err != nil || at.Mode().Perm() != 0o700 {
		t.Errorf("folder %v, %v", at.Mode(), err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 3 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, file := range files {
		if at, err := file.Info(); err != nil || at.Mode().Perm() != 0o600 {
			t.Errorf("%s %v, %v", file.Name(), at.Mode(), err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("after closing: %v", files)
	}
}

func TestOpen_DurableAndInItsOwnMode(t *testing.T) {
	s := openNew(t)
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000"} {
		var got string
		if err := s.write.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %s, want %s (%v)", pragma, got, want, err)
		}
	}
	if _, err := s.read.Exec("DELETE FROM meta"); err == nil {
		t.Error("a reader wrote")
	}
}

// F6
func TestOpen_NewerDatabase_IsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, Options{Path: path})
	if _, err := s.write.Exec(fmt.Sprintf("PRAGMA user_version = %d", schemaVersion+1)); err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	if _, err := Open(t.Context(), Options{Path: path}); !errors.Is(err, ErrNewer) {
		t.Fatalf("error %v", err)
	}
}

func TestOpen_SchemaVersionIsThatOfTheNewestMigration(t *testing.T) {
	files, err := migrations.ReadDir("migrations/sqlite")
	if err != nil {
		t.Fatal(err)
	}
	newest, err := strconv.Atoi(strings.SplitN(files[len(files)-1].Name(), "_", 2)[0])
	if err != nil || newest != schemaVersion {
		t.Errorf("newest %d, schemaVersion %d (%v)", newest, schemaVersion, err)
	}
}

// F38 F39
func TestBackup_WhileTurnsGoOn_HoldsAllThatWasKeptBefore(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	if err := s.Sessions().Commit("token", []byte("x"), noon.AddDate(100, 0, 0)); err != nil {
		t.Fatal(err)
	}
	var acked [4]atomic.Int64
	var talks [4]models.Conversation
	var group sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	for w := range acked {
		talks[w] = begin(t, s, bot, fmt.Sprint("t", w))
		group.Go(func() {
			for ctx.Err() == nil {
				change, err := s.Turn(context.Background(), talks[w].ID, say(fmt.Sprint(acked[w].Load()), "x", noon))
				if err != nil {
					t.Error(err)
					return
				}
				acked[w].Store(change.Conversation.LastSeq)
			}
		})
	}
	for acked[0].Load() < 50 || acked[3].Load() < 50 {
		_ = s.Writable(t.Context())
	}
	var before [4]int64
	for w := range acked {
		before[w] = acked[w].Load()
	}
	var file bytes.Buffer
	if err := s.Backup(t.Context(), &file); err != nil {
		t.Fatal(err)
	}
	stop()
	group.Wait()
	if files, _ := os.ReadDir(filepath.Dir(s.options.Path)); len(files) != 3 {
		t.Errorf("the backup left something: %v", files)
	}

	dir := filepath.Join(t.TempDir(), "restored")
	if err := Restore(t.Context(), &file, dir); err != nil {
		t.Fatal(err)
	}
	again := openAt(t, Options{Path: filepath.Join(dir, FileName)})
	if again.Epoch() == s.Epoch() || len(again.Epoch()) < 8 {
		t.Errorf("epoch %q after %q", again.Epoch(), s.Epoch())
	}
	for w, c := range talks {
		read, err := again.NewestConversation(t.Context(), c.Visitor.ID)
		if err != nil || read.LastSeq < before[w] {
			t.Errorf("talk %d ends with %d, %d were kept (%v)", w, read.LastSeq, before[w], err)
		}
		var n int64
		if err := again.read.QueryRow("SELECT COUNT(*) FROM entries WHERE conversation_id = $1", c.ID).Scan(&n); err != nil || n != read.LastSeq {
			t.Errorf("talk %d: %d entries, last seq %d (%v)", w, n, read.LastSeq, err)
		}
	}
	if _, found, _ := again.Sessions().Find("token"); found {
		t.Error("a session outlived the restore")
	}
	if _, err := again.VisitorByToken(t.Context(), bot.ID, "t1", noon); err != nil {
		t.Errorf("a visitor's secret did not: %v", err)
	}
	if at, err := os.Stat(again.options.Path); err != nil || at.Mode().Perm() != 0o600 {
		t.Errorf("file %v, %v", at.Mode(), err)
	}
}

func TestRestore_BadBackups_LeaveAnEmptyFolder(t *testing.T) {
	s := openNew(t)
	var good bytes.Buffer
	if err := s.Backup(t.Context(), &good); err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(good.Bytes())
	flipped[len(flipped)/2] ^= 0xff
	for name, file := range map[string][]byte{
		"empty": {}, "text": []byte("hello"), "cut": good.Bytes()[:good.Len()/2], "flipped": flipped,
		"tail cut": good.Bytes()[:good.Len()-6],
		"path":     archive(t, "../x", "x"), "other name": archive(t, "x", "x"),
		"format":    archive(t, manifestName, `{"format":"x"}`),
		"newer":     archive(t, manifestName, `{"format":"`+BackupFormat+`","schema":99}`),
		"wrong sum": archive(t, manifestName, `{"format":"`+BackupFormat+`","schema":1,"bytes":3}`, FileName, "abc"),
		"long":      archive(t, manifestName, `{"format":"`+BackupFormat+`","schema":1,"bytes":1}`, FileName, "abc"),
		"no database": archive(t, manifestName,
			`{"format":"`+BackupFormat+`","bytes":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}`, FileName, "abc"),
		"more": archive(t, manifestName,
			`{"format":"`+BackupFormat+`","bytes":0,"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}`, FileName, "", "x", "x"),
	} {
		dir := t.TempDir()
		if err := Restore(t.Context(), bytes.NewReader(file), dir); err == nil {
			t.Errorf("%s: restored", name)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("%s: left %v, %v", name, left, err)
		}
	}
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "mine"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), &good, full); err == nil {
		t.Error("restored into a folder that is not empty")
	}
	if left, _ := os.ReadDir(full); len(left) != 1 {
		t.Errorf("left %v", left)
	}
}

func archive(t *testing.T, namesAndTexts ...string) []byte {
	t.Helper()
	var file bytes.Buffer
	zip := gzip.NewWriter(&file)
	box := tar.NewWriter(zip)
	for i := 0; i < len(namesAndTexts); i += 2 {
		name, text := namesAndTexts[i], namesAndTexts[i+1]
		if err := box.WriteHeader(&tar.Header{Name: name, Size: int64(len(text)), Mode: 0o600}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(box, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(box.Close(), zip.Close()); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// F14
func TestCheck_DamagedRows_AreNamed(t *testing.T) {
	s := openNew(t)
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	raw, err := sql.Open("sqlite3", s.options.Path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	if _, err := raw.Exec("INSERT INTO agent_bots (agent_id, bot_id) VALUES ('x', 'y')"); err != nil {
		t.Fatal(err)
	}
	if err := s.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "agent_bots") {
		t.Errorf("error %v", err)
	}
}

var place = regexp.MustCompile(`\$(\d+)`)

// The driver numbers placeholders by their first appearance, PostgreSQL by their number.
func TestStatements_NumberTheirPlaceholdersInOrder(t *testing.T) {
	files := token.NewFileSet()
	var parsed []*ast.File
	names, _ := filepath.Glob("*.go")
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || name == "tag.go" {
			continue
		}
		file, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	found := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	config := types.Config{Error: func(error) {}} // imports are not needed to know the constants
	_, _ = config.Check("db", files, parsed, &found)
	checked := 0
	for _, file := range parsed {
		ast.Inspect(file, func(node ast.Node) bool {
			expr, ok := node.(ast.Expr)
			if !ok || found.Types[expr].Value == nil || found.Types[expr].Value.Kind() != constant.String {
				return true
			}
			text := constant.StringVal(found.Types[expr].Value)
			next := 1
			for _, match := range place.FindAllStringSubmatch(text, -1) {
				n, _ := strconv.Atoi(match[1])
				if n > next {
					t.Errorf("%s: $%d where $%d should come in %q", files.Position(expr.Pos()), n, next, text)
				}
				next = max(next, n+1)
			}
			if strings.Contains(text, "LIMIT $") {
				t.Errorf("%s: a bare LIMIT is planned anew every time, see sqlite.go: %q", files.Position(expr.Pos()), text)
			}
			if next > 1 {
				checked++
			}
			return false // a part of a constant is no statement
		})
	}
	if checked < 40 {
		t.Errorf("only %d statements were found", checked)
	}
}

func TestBuild_WithoutTheTag_NamesWhatIsMissing(t *testing.T) {
	with, without := build.Default, build.Default
	with.BuildTags, without.BuildTags = []string{"sqlite_fts5"}, nil
	if taken, err := with.MatchFile(".", "tag.go"); err != nil || taken {
		t.Errorf("with the tag: %v, %v", taken, err)
	}
	if taken, err := without.MatchFile(".", "tag.go"); err != nil || !taken {
		t.Errorf("without the tag: %v, %v", taken, err)
	}
	config := types.Config{Error: func(error) {}}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "tag.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = config.Check("db", files, []*ast.File{file}, nil)
	if err == nil || !strings.Contains(err.Error(), "build_with_tags_sqlite_fts5__see_README") {
		t.Errorf("the compiler says %v", err)
	}
}
