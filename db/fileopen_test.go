package db

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// A13 A17: who may see a conversation has its files, and nobody else.
func TestOpenFile_WhoMayNotSeeTheConversation_FindsNothing(t *testing.T) {
	s := openNew(t)
	bot, other := addBot(t, s, "one"), addBot(t, s, "two")
	ana, ben, cy := begin(t, s, bot, "ana"), begin(t, s, bot, "ben"), begin(t, s, other, "cy")
	agent, stranger := addAgent(t, s, models.RoleSupportAgent, bot.ID), addAgent(t, s, models.RoleAccountManager, other.ID)
	supervisor, disabled := addAgent(t, s, models.RoleSupervisor), addAgent(t, s, models.RoleOwner)
	disabled.Disabled = true
	attach := models.Upload{Bot: bot.ID, Agent: agent.ID, Conversation: ana.ID, Name: "a.txt", Body: strings.NewReader("x"), Now: noon}
	sent, theirs := saveFile(t, s, note(bot, "ana", "sent")), saveFile(t, s, note(bot, "ana", "unsent"))
	attached := saveFile(t, s, attach)
	media := saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "admin", Name: "a.txt", Body: strings.NewReader("media"), Now: noon})
	turnTo(t, s, ana.ID, sends("with-file-1", sent.Sent()))
	visitor := func(c models.Conversation, bot *models.Bot, token string) models.FileReader {
		return models.FileReader{Visitor: c.Visitor.ID, Bot: bot.ID, TokenHash: token}
	}
	readers := map[string]models.FileReader{"nobody": {}, "ana": visitor(ana, bot, "ana"), "ben": visitor(ben, bot, "ben"), "cy": visitor(cy, other, "cy"),
		"ana, with no word yet": {Bot: bot.ID, TokenHash: "ana"}, "ana at another bot": {Bot: other.ID, TokenHash: "ana"}, "an empty secret": {Bot: bot.ID},
		"agent": {Agent: agent}, "another bot's agent": {Agent: stranger}, "supervisor": {Agent: supervisor}, "disabled owner": {Agent: disabled},
		"agent as ana": {Agent: stranger, Visitor: ana.Visitor.ID}}
	for file, row := range map[*models.StoredFile][]string{
		&sent: {"ana", "agent", "supervisor"}, &theirs: {"ana", "ana, with no word yet"}, &attached: {"agent"},
	} {
		may := fmt.Sprintf("%q", row)
		for name, who := range readers {
			_, open, err := s.OpenFile(t.Context(), who, file.ID)
			if (err == nil) != strings.Contains(may, fmt.Sprintf("%q", name)) || err != nil && models.CodeOf(err) != models.CodeNotFound {
				t.Errorf("%s, of %s: %v", name, may, err)
			}
			if err == nil {
				_ = open.Close()
			}
		}
	}
	for name, who := range readers {
		f, open, err := s.OpenFile(t.Context(), who, media.ID)
		if err != nil || !f.Public() {
			t.Fatalf("%s does not see what is in a block: %v", name, err)
		}
		_ = open.Close()
	}
	// Passed on to another desk, it goes with its conversation.
	turnTo(t, s, ana.ID, func(c *models.Conversation) (models.Change, error) {
		c.DeskID = other.ID
		return models.Change{Conversation: c}, nil
	})
	if _, _, err := s.OpenFile(t.Context(), models.FileReader{Agent: agent}, sent.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("passed on: %v", err)
	}
	if _, open, err := s.OpenFile(t.Context(), models.FileReader{Agent: stranger}, sent.ID); err != nil {
		t.Error(err)
	} else {
		_ = open.Close()
	}
}

func painted(w, h int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = uint8(i*i>>2) | 1
	}
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 255
	}
	m.SetNRGBA(0, 0, color.NRGBA{})
	return m
}

// webp is a picture of 1 × 1 pixels, without loss.
const webp = "RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00"

// M-10 A5 A18
func TestSaveFile_Picture_IsKeptAsWhatIsSeenAlone(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	var photo, drawing bytes.Buffer
	if err := jpeg.Encode(&photo, painted(30, 20), nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&drawing, painted(30, 20)); err != nil {
		t.Fatal(err)
	}
	place := "\xff\xe1\x00\x10Exif\x00\x00GPS 52.5" // no orientation in it
	located := string(photo.Bytes()[:2]) + place + string(photo.Bytes()[2:]) + "<script>GPS</script>"
	for name, row := range map[string]struct{ file, name, kind string }{
		"photo.JPG": {located, "photo.JPG", "image/jpeg"}, "drawing.png": {drawing.String() + "GPS", "drawing.png", "image/png"},
		"a.webp": {webp, "a.png", "image/png"}, "lies.png": {located, "lies.jpg", "image/jpeg"},
	} {
		f := saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "id", Name: name, Body: strings.NewReader(row.file), Now: noon})
		kept, words := readFile(t, s, f.ID)
		about, kind, err := image.DecodeConfig(strings.NewReader(words))
		if err != nil || kept.Name != row.name || kept.Type != row.kind || "image/"+kind != row.kind || kept.Size != int64(len(words)) ||
			kept.Width != about.Width || kept.Height != about.Height || strings.Contains(words, "GPS") {
			t.Errorf("%s: %+v, %v", name, kept, err)
		}
	}
	if n, err := s.CheckFiles(t.Context()); n != 4 || err != nil {
		t.Errorf("%d files, %v", n, err)
	}
	before := onDisk(t, s)
	for name, file := range map[string]string{"cut.jpg": photo.String()[:photo.Len()/2], "cut.png": drawing.String()[:drawing.Len()/2], "bad.webp": webp[:26] + "xxxx"} {
		_, err := s.SaveFile(t.Context(), models.Upload{Bot: bot.ID, Agent: "id", Name: name, Body: strings.NewReader(file), Now: noon})
		if models.CodeOf(err) != models.CodeUnsupported || !strings.HasPrefix(err.Error(), name+" ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := s.SaveFile(t.Context(), models.Upload{Bot: bot.ID, Agent: "id", Name: "grows.png", Body: bytes.NewReader(drawing.Bytes()), Now: noon, Limit: int64(drawing.Len() / 3)})
	wantCode(t, err, models.CodeTooLarge)
	if after := onDisk(t, s); len(after) != len(before) {
		t.Errorf("left on the disk: %v", after)
	}
}

// A16 A7: nobody fills the disk with what is never sent; the visitors of a bot do not keep its team from sending.
func TestSaveFile_TooMuchUnsent_IsRefused(t *testing.T) {
	s := openNew(t)
	bot, other := addBot(t, s, "one"), addBot(t, s, "two")
	c := begin(t, s, bot, "ana")
	saveFile(t, s, note(bot, "ana", "x"))
	if _, err := s.write.Exec("UPDATE files SET size = $1, at = 0", models.MostUnsentBytes); err != nil {
		t.Fatal(err)
	}
	_, err := s.SaveFile(t.Context(), note(bot, "ben", "x"))
	wantCode(t, err, models.CodeUnavailable)
	saveFile(t, s, note(other, "ben", "x"))
	saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "id", Conversation: c.ID, Name: "a.txt", Body: strings.NewReader("x"), Now: noon})
	saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "id", Name: "a.txt", Body: strings.NewReader("x"), Now: noon})
	if n := len(onDisk(t, s)); n != 4 {
		t.Errorf("%d on the disk", n)
	}
	if _, err := s.SweepFiles(t.Context(), noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	saveFile(t, s, note(bot, "ben", "x"))
}

// The bytes of a file can be read on while it is erased: who has begun ends.
func TestOpenFile_ErasedWhileItIsRead_IsReadToItsEnd(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "ana")
	f := saveFile(t, s, note(bot, "ana", "words"))
	turnTo(t, s, c.ID, sends("with-file-1", f.Sent()))
	_, open, err := s.OpenFile(t.Context(), owns(), f.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(t.Context(), models.Reader{Agent: addAgent(t, s, models.RoleOwner)}, c.ID, noon); err != nil {
		t.Fatal(err)
	}
	if words, err := io.ReadAll(open); err != nil || string(words) != "words" {
		t.Errorf("%q, %v", words, err)
	}
	_ = open.Close()
	if _, err := os.Stat(s.bytes.path(f.ID)); !os.IsNotExist(err) {
		t.Errorf("its bytes: %v", err)
	}
}
