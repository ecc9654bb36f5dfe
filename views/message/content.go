package message

import (
	"fmt"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
	"deskbell/static"
)

// reader is who an entry is drawn for. The team's browsers ask no other host for anything: whoever has
// put an address into a message must not learn where agents sit and when they read.
type reader struct {
	team bool
	say  wording.Set // what is around what people say; for the team in English, for guests in the words of the mail
	// files is where a guest's browser gets files; "" for all others. He reads as the team does.
	files string
}

func (r reader) guest() bool { return r.files != "" }

// fileAt is the address of a file that somebody has sent, for the team and for guests.
func (r reader) fileAt(f flow.File) string {
	if r.guest() {
		return r.files + "/" + url.PathEscape(f.ID)
	}
	return models.FilePath(f)
}

// Icons are those that messages use; a page carries them.
func Icons() []string {
	return []string{"book-open", "bot", "check", "external-link", "eye-off", "file", "image", "play", "sparkles", "thumbs-down", "thumbs-up"}
}

// site is where something is: on this server, on another host, or nowhere that may be opened.
type site struct {
	url  string
	own  bool // a path of this server
	host string
}

// placeOf reads an address; what is none of the web, and of mail and phone where those go, is "".
func placeOf(address string, more ...string) site {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	switch {
	case err != nil || u.User != nil:
		return site{}
	case u.Scheme == "" && u.Host == "" && strings.HasPrefix(u.Path, "/") && !strings.HasPrefix(address, "//") && !strings.Contains(address, `\`):
		return site{url: u.String(), own: true}
	case (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "":
		return site{url: u.String(), host: strings.TrimPrefix(u.Hostname(), "www.")}
	}
	for _, scheme := range more {
		if u.Scheme == scheme && u.Opaque != "" {
			return site{url: u.String(), host: u.Opaque}
		}
	}
	return site{}
}

// loads says whether a page may show what is there, rather than a link to it.
func (s site) loads(who reader) bool {
	return s.own || !who.team && strings.HasPrefix(s.url, "https://")
}

// bare is the address of a picture without its size: see boxIn.
func (s site) bare() string {
	address, _, _ := strings.Cut(s.url, "#")
	return address
}

// box is the room of a picture, in pixels; 0 where it is not known before it is loaded.
type box struct{ width, height int }

// What a picture takes in a log, at most, in pixels.
const (
	widest  = 320
	highest = 340
)

// boxOf fits a picture of that size in.
func boxOf(width, height int) box {
	if width <= 0 || height <= 0 {
		return box{}
	}
	b := box{width, height}
	if b.width > widest {
		b = box{widest, max(1, height*widest/width)}
	}
	if b.height > highest {
		b = box{max(1, b.width*highest/b.height), highest}
	}
	return b
}

// roomOf is a picture of nothing of that size: it keeps the room until the real one is there, under whatever
// styles.
func roomOf(b box) templ.OrderedAttributes {
	if !b.known() {
		b = box{widest, widest * 3 / 4}
	}
	width, height := strconv.Itoa(b.width), strconv.Itoa(b.height)
	nothing := "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='" + width + "' height='" + height + "'/%3E"
	return templ.OrderedAttributes{{Key: "src", Value: nothing}, {Key: "width", Value: width}, {Key: "height", Value: height}}
}

// boxIn reads the size behind the # of a picture's address: see models.MediaPath.
func boxIn(address string) box {
	_, size, _ := strings.Cut(address, "#")
	w, h, found := strings.Cut(size, "x")
	width, err := strconv.Atoi(w)
	height, also := strconv.Atoi(h)
	if !found || err != nil || also != nil || width > 1<<15 || height > 1<<15 {
		return box{}
	}
	return boxOf(width, height)
}

func (b box) known() bool { return b.width > 0 }

// recording says whether a browser plays what is there itself: a file, no page of a player.
func recording(c flow.Content, at site) bool {
	if c.Provider != "" {
		return false
	}
	u, err := url.Parse(at.url)
	if err != nil {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".mp4", ".m4v", ".webm", ".mov", ".ogv", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".aac", ".flac":
		return true
	}
	return strings.HasPrefix(c.Type, "video/") || strings.HasPrefix(c.Type, "audio/")
}

// where is what stands small beside what is opened elsewhere.
func where(c flow.Content, at site, who reader) string {
	if c.Provider != "" {
		return who.say.Of(wording.OpensAt, "site", c.Provider)
	}
	if at.own {
		return ""
	}
	return at.host
}

// about says what a file is: "PDF, 1.4 MB".
func about(name string, size int64, say wording.Set) string {
	kind := strings.ToUpper(strings.TrimPrefix(path.Ext(name), "."))
	if len(kind) > 5 {
		kind = ""
	}
	switch {
	case size <= 0:
		return kind
	case kind == "":
		return bytesOf(size, say)
	}
	return kind + ", " + bytesOf(size, say)
}

func bytesOf(size int64, say wording.Set) string {
	switch {
	case size < 1000:
		return say.Of(wording.Bytes, "count", strconv.FormatInt(size, 10))
	case size < 1_000_000:
		return fmt.Sprintf("%d KB", (size+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(size)/1e6)
}

// target is where a link's page opens: beside the chat or, where that is wanted, in place of the site that
// the chat stands on.
func target(newTab bool, who reader) string {
	if newTab || who.team {
		return "_blank"
	}
	return "_top"
}

// animation is what is played with an entry, "" where nothing is.
func animation(e models.Entry) string {
	if e.Kind != models.EntrySaid || e.Body.Content == nil || e.Body.Content.Kind != flow.ContentAnimation {
		return ""
	}
	return e.Body.Content.Animation
}

// animationWords is what an animation is called; "Animation" for one that there is not.
func animationWords(name string, say wording.Set) string {
	if n, found := wording.Named(name); found && n >= wording.Confetti && n <= wording.ThumbsUp {
		return say.Of(n)
	}
	return say.Of(wording.Animation)
}

func counted(cards int, say wording.Set) string {
	if cards == 1 {
		return say.Of(wording.OneCard)
	}
	return say.Of(wording.Cards, "count", strconv.Itoa(cards))
}

func or(text, other string) string {
	if strings.TrimSpace(text) == "" {
		return other
	}
	return text
}

// written are the words of a message, without the names of files that stand below them anyway.
func written(e models.Entry) string {
	if len(e.Body.Files) > 0 && e.Text == models.FileNames(e.Body.Files) {
		return ""
	}
	return e.Text
}

func isPicture(f flow.File) bool { return strings.HasPrefix(f.Type, "image/") }

func articlePath(slug string) string { return "/help/" + url.PathEscape(slug) }

// animationScript is loaded when the first animation is played.
func animationScript() string { return static.URL("animations.js") }
