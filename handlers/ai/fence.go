package ai

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strings"

	"deskbell/models"
)

// fence stands around what others wrote, another one in each request: nothing that was written before can close it.
type fence string

func newFence() fence {
	var b [9]byte
	_, _ = rand.Read(b[:]) // it never errors
	return fence(hex.EncodeToString(b[:]))
}

// put is what somebody said as data of a kind. What must not leave is masked here.
func (f fence) put(kind, text string) string { return f.around(kind, mask(text)) }

func (f fence) around(kind, text string) string {
	return fmt.Sprintf("<data-%s %s>\n%s\n</data-%s>", f, kind, f.strip(text), f)
}

// strip takes the fence out of a text: a model may repeat it.
func (f fence) strip(text string) string {
	if !strings.Contains(text, string(f)) {
		return text
	}
	var kept []string
	for _, line := range strings.Split(text, "\n") {
		if before, rest, found := strings.Cut(line, "<data-"+string(f)); found {
			_, after, _ := strings.Cut(rest, ">")
			line = before + after
		}
		line = strings.ReplaceAll(strings.ReplaceAll(line, "</data-"+string(f)+">", ""), string(f), "")
		kept = append(kept, line)
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}

// The bounds of what a model is told, in characters.
const (
	mostShown     = 8000 // of an answer
	mostQuestion  = 2000
	mostPassage   = 2400
	mostWords     = 1600 // of one entry
	mostExchange  = 16_000
	mostEntries   = 40
	mostInstructs = 8000
)

// short cuts a text, and says so.
func short(text string, most int) string {
	text = strings.TrimSpace(strings.ToValidUTF8(text, ""))
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + " […]"
	}
	return text
}

// shortened is short for what others wrote: what must not leave is masked before, for of a part of it nobody can tell.
func shortened(text string, most int) string { return short(mask(text), most) }

// passage is one as data, with the number by which an answer names it. It is public: nothing in it is masked.
func (f fence) passage(n int, p models.Passage) string {
	title := models.CleanLine(p.Title, 200)
	if p.Heading != "" {
		title += " › " + models.CleanLine(p.Heading, 200)
	}
	return f.around(fmt.Sprintf("article %d", n), "Title: "+title+"\n"+short(p.Text, mostPassage))
}
