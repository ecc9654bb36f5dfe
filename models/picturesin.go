package models

import "regexp"

var pictureIn = regexp.MustCompile(`/files/([a-z2-7]{26})/`)

// PicturesIn are the files of this server that a Markdown text shows, as often as it does.
func PicturesIn(text string) []FileID {
	found := pictureIn.FindAllStringSubmatch(text, -1)
	all := make([]FileID, len(found))
	for i, each := range found {
		all[i] = FileID(each[1])
	}
	return all
}
