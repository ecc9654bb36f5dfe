package mailbox_test

import (
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"testing"

	"deskbell/models"
)

// attached is an answer with files, by their names.
func (h *house) attached(to mailed, words string, files map[string]string) string {
	head, body, _ := strings.Cut(h.letter(to, words, "Content-Type: multipart/mixed; boundary=B"), "\n\n")
	var b strings.Builder
	b.WriteString(head + "\n\n--B\nContent-Type: text/plain; charset=utf-8\n\n" + body + "\n")
	for name, bytes := range files {
		fmt.Fprintf(&b, "--B\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=%q\n\n%s\n",
			name, base64.StdEncoding.EncodeToString([]byte(bytes)))
	}
	return b.String() + "--B--\n"
}

// A11
func TestTake_Attachments_PassTheSameChecks(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	picture, err := base64.StdEncoding.DecodeString(onePixel)
	if err != nil {
		t.Fatal(err)
	}
	v := h.take(h.attached(to, "Here it is.", map[string]string{"belt.png": string(picture), "setup.exe": "MZ\x90\x00\x03", "../../etc/notes.txt": "Some notes",
		"page.png": "<html><script>alert(1)</script>", "drawing.svg": "<svg onload=alert(1)>"}))
	if v.State != models.MailTaken {
		t.Fatalf("%+v", v)
	}
	said := h.byMail(to.conversation)[0]
	names := map[string]bool{}
	for _, f := range said.Body.Files {
		names[f.Name] = true
	}
	if len(names) != 2 || !names["belt.png"] || !names["notes.txt"] {
		t.Errorf("%+v", said.Body.Files)
	}
	for _, part := range []string{"Here it is.", "[setup.exe was not taken: ", "[page.png was not taken: ", "[drawing.svg was not taken: "} {
		if !strings.Contains(said.Text, part) {
			t.Errorf("%q is not in %q", part, said.Text)
		}
	}
	visitor := models.FileReader{Visitor: h.conversation(to.conversation).Visitor.ID}
	_, file, err := h.store.OpenFile(t.Context(), visitor, models.FileID(said.Body.Files[0].ID))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(file); err != nil {
		t.Error(err)
	}
	file.Close()
	if _, _, err := h.store.OpenFile(t.Context(), models.FileReader{Visitor: "somebody"}, models.FileID(said.Body.Files[0].ID)); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("somebody else opens it: %v", err)
	}
}

func TestTake_FilesAlone_AreAMessage(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	if v := h.take(h.attached(to, "", map[string]string{"notes.txt": "Some notes"})); v.State != models.MailTaken {
		t.Fatalf("%+v", v)
	}
	if said := h.byMail(to.conversation)[0]; said.Text != "notes.txt" || len(said.Body.Files) != 1 {
		t.Errorf("%+v", said)
	}
	if v := h.take(h.attached(to, "", map[string]string{"setup.exe": "MZ\x90\x00\x03"})); v.State != models.MailTaken {
		t.Errorf("%+v", v)
	}
}

func TestTake_ManyFiles_AsManyAsGoIntoAMessage(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	files := map[string]string{}
	for i := range 20 {
		files[fmt.Sprintf("notes-%d.txt", i)] = "Some notes"
	}
	h.take(h.attached(to, "Many.", files))
	said := h.byMail(to.conversation)[0]
	if len(said.Body.Files) != models.MostFilesInOneMessage || !strings.Contains(said.Text, "more files were not taken") {
		t.Errorf("%d files, %q", len(said.Body.Files), said.Text)
	}
}
