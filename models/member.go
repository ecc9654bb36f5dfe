package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// LongestName is how many characters the name of a member may have.
const LongestName = 80

// Member is what is chosen for somebody on the team.
type Member struct {
	Name     string
	Email    string
	Role     Role
	MaxChats int
	Bots     []BotID
	Was      string // the Stamp of the member that the form was drawn from; "" where that does not count
}

// Cleaned is the member as it is kept, and what is wrong with it by field, in words.
func (m Member) Cleaned() (Member, map[string]string) {
	wrong := map[string]string{}
	m.Name = strings.TrimSpace(m.Name)
	if clean := CleanLine(m.Name, LongestName+1); clean == "" {
		wrong["name"] = "The name is missing; visitors see the first one."
	} else if utf8.RuneCountInString(clean) > LongestName {
		wrong["name"] = fmt.Sprintf("A name has at most %d characters.", LongestName)
	} else {
		m.Name = clean
	}
	if strings.TrimSpace(m.Email) == "" {
		wrong["email"] = "The email address is missing; one signs in with it."
	} else if clean, err := CleanEmail("email", m.Email); err != nil {
		wrong["email"] = err.Error()
	} else {
		m.Email = strings.ToLower(clean)
	}
	if !slices.Contains(Roles(), m.Role) {
		wrong["role"] = "Choose one of the roles."
	}
	if m.MaxChats < 1 || m.MaxChats > MostChats {
		wrong["max_chats"] = fmt.Sprintf("From 1 to %d chats at a time.", MostChats)
	}
	return m, wrong
}

// Stamp tells apart all that a form of the member can be.
func (a *Agent) Stamp() string {
	bots := slices.Compact(slices.Sorted(slices.Values(a.Bots)))
	text, _ := json.Marshal([]any{a.Name, a.Email, a.Role, a.MaxChats, bots}) // strings and numbers
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// overtaken refuses to undo unseen what somebody else has changed since the form was drawn: kept is how the
// member is now, is how they would be.
func (m Member) overtaken(kept, is Agent) error {
	if m.Was == "" || m.Was == kept.Stamp() || kept.Stamp() == is.Stamp() {
		return nil
	}
	return &Error{Code: CodeConflict, Field: "was", Message: fmt.Sprintf(
		"Somebody else has changed %s in the meantime; what you typed differs from it in: %s. Save again to put yours in its place.",
		kept.Name, strings.Join(Differences(kept, is), ", "))}
}

// Differences are the fields in which two members differ, in words.
func Differences(was, is Agent) []string {
	var fields []string
	for _, f := range []struct {
		name string
		same bool
	}{{"name", was.Name == is.Name}, {"email", was.Email == is.Email}, {"max chats", was.MaxChats == is.MaxChats},
		{"role", was.Role == is.Role}, {"bots", sameBots(was.Bots, is.Bots)}} {
		if !f.same {
			fields = append(fields, f.name)
		}
	}
	return fields
}

func sameBots(a, b []BotID) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}
