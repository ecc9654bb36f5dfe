package message

import (
	"fmt"

	"deskbell/models"
)

// happening is an event in words: "**Who** what", or What alone. Faint is what follows it.
type happening struct {
	Who, What, Faint string
}

// forVisitor words an event for the person on the website.
func forVisitor(e models.Entry) happening {
	name := firstName(e.Author)
	switch e.Kind {
	case models.EntryWaiting:
		return happening{What: "You asked for a person"}
	case models.EntryGaveUp:
		return happening{What: gaveUp(e.Body.Reason, "You")}
	case models.EntryJoined:
		return happening{Who: name, What: "joined the chat"}
	case models.EntryHandedBack:
		return happening{Who: name, What: "handed the chat back to the bot"}
	case models.EntryReleased:
		return happening{Who: name, What: "had to go, somebody else is being asked"}
	case models.EntryLeftWord:
		return happening{What: "Message left"}
	case models.EntryReopened:
		return happening{What: "The chat goes on"}
	}
	return happening{What: "Chat ended"}
}

// forTeam words an event for the desk.
func forTeam(e models.Entry) happening {
	name := firstName(e.Author)
	switch e.Kind {
	case models.EntryWaiting:
		return happening{Who: "Live chat requested"}
	case models.EntryGaveUp:
		return happening{What: gaveUp(e.Body.Reason, "The visitor"), Faint: waited(e)}
	case models.EntryJoined:
		return happening{Who: name, What: "took over", Faint: waited(e)}
	case models.EntryHandedBack:
		return happening{Who: name, What: "handed back to the bot"}
	case models.EntryReleased:
		return happening{Who: name, What: "let go of the chat, it waits again"}
	case models.EntryLeftWord:
		return happening{Who: name, What: "left a message"}
	case models.EntryReopened:
		return happening{Who: name, What: "opened the chat again"}
	}
	return closed(e, name)
}

func closed(e models.Entry, name string) happening {
	switch {
	case e.Body.Reason == "idle":
		return happening{What: "Chat ended, nobody went on with it"}
	case e.Author.Kind == models.ByAgent || e.Author.Kind == models.ByVisitor:
		return happening{Who: name, What: "ended the chat"}
	}
	return happening{What: "Chat ended"}
}

func gaveUp(reason, visitor string) string {
	switch reason {
	case "skipped":
		return visitor + " went on without a person"
	case "back":
		return visitor + " went back"
	case "left", "cancelled":
		return visitor + " stopped waiting"
	}
	return "Nobody was free"
}

func waited(e models.Entry) string {
	if e.Body.Waited <= 0 {
		return ""
	}
	return fmt.Sprintf("waited %d:%02d", e.Body.Waited/60, e.Body.Waited%60)
}

// firstName is how both sides see a person in the log; a visitor without a name is "Visitor".
func firstName(by models.Author) string {
	switch {
	case by.Kind == models.ByAgent:
		return (&models.Agent{Name: by.Name}).FirstName()
	case by.Name != "":
		return by.Name
	case by.Kind == models.ByBot:
		return "Bot"
	}
	return "Visitor"
}
