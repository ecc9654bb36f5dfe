package mailbox

import (
	"regexp"
	"strings"
)

// smallPicture is how many bytes a picture between words has that is most likely part of a letterhead.
const smallPicture = 10 << 10

var pictures = regexp.MustCompile(mark + `([^` + mark + `]*)` + mark)

// finish leaves of what was found what the answer consists of: pictures that belong to the quote or to a
// letterhead were not sent along.
func (w *walker) finish(text string) (string, []File, *Report) {
	page := w.html.String()
	shown, kept := idsOf(page), idsOf(Cut(page))
	var files []File
	for _, f := range w.files {
		if f.id != "" && shown[f.id] && (!kept[f.id] || len(f.Bytes) < smallPicture) && strings.HasPrefix(f.Type, "image/") {
			continue
		}
		files = append(files, f)
	}
	return pictures.ReplaceAllString(text, ""), files, w.report
}

func idsOf(page string) map[string]bool {
	found := map[string]bool{}
	for _, id := range pictures.FindAllStringSubmatch(page, 200) {
		found[id[1]] = true
	}
	return found
}
