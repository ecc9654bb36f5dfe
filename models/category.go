package models

import (
	"context"
	"strings"
	"unicode/utf8"
)

// MostCategories is how many there can be: they are chosen from one list.
const MostCategories = 100

// Category is what a conversation can be about. A conversation keeps the name as text, so that it still
// says what it was about when the category is gone.
type Category struct {
	ID    string
	Name  string // unique, upper and lower case being the same
	Place int    // 0 is the first
}

// Categories keeps the list that agents choose from. Everybody of the team reads it; the caller has
// checked who changes it.
type Categories interface {
	// Categories in their order.
	Categories(ctx context.Context) ([]Category, error)
	// SaveCategory adds one at the end (ID is empty) or renames; open conversations that carry the old name
	// get the new one, closed ones keep theirs. Errors: CodeInvalid and CodeConflict with the field name,
	// CodeTooLarge, ErrNotFound.
	SaveCategory(ctx context.Context, c *Category) error
	// MoveCategory puts one at a place, the others around it; a place that is too far is the end. ErrNotFound.
	MoveCategory(ctx context.Context, id string, place int) error
	// DeleteCategory takes it from the list; conversations keep the text. ErrNotFound.
	DeleteCategory(ctx context.Context, id string) error
}

// CategoryUses says where categories are used.
type CategoryUses interface {
	// CategoryUses counts, by name, how many conversations carry each category of the list.
	CategoryUses(ctx context.Context) (map[string]int, error)
	// Carriers are open conversations that carry the name and that who may see, the newest few hundred.
	Carriers(ctx context.Context, who Reader, name string) ([]Conversation, error)
}

// CleanCategory is the name as it is kept. Errors: CodeInvalid, field name.
func CleanCategory(name string) (string, error) {
	name = strings.Join(strings.Fields(name), " ")
	switch n := utf8.RuneCountInString(name); {
	case n == 0 || strings.IndexFunc(name, visible) < 0:
		return "", invalid("name", "Give the category a name.")
	case n > longestCategory || CleanLine(name, longestCategory) != name:
		return "", invalid("name", "A name is one line of at most %d characters.", longestCategory)
	}
	return name, nil
}
