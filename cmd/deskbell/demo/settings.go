package demo

import (
	"context"
	"fmt"
	"time"

	"deskbell/models"
)

// categories are what the shop's conversations are about, in the order in which agents choose.
func categories() []string {
	return []string{"Orders and delivery", "Choosing a bike", "Workshop", "Returns"}
}

// canned are the texts that the shop sends often.
func canned() []models.CannedReply {
	return []models.CannedReply{
		{Shortcut: "hello", Title: "Greeting", Text: "Hello {{visitor.name}}, {{agent.name}} from Northwind Cycles here. What can I do for you?"},
		{Shortcut: "order", Title: "Ask for the order number", Text: "What is your order number? It begins with **NW-** and is in the subject of our email."},
		{Shortcut: "hours", Title: "Workshop hours", Text: "The workshop is open:\n\n- Monday to Friday, 9 to 18 o'clock\n- Saturday, 10 to 14 o'clock\n\nBring the bike and your coffee cup, we have the coffee."},
		{Shortcut: "return", Title: "How to send something back", Text: "You can send it back within 30 days. Pack it as it came and put the label in that we email you; it costs nothing."},
		{Shortcut: "bye", Title: "Goodbye", Text: "Good to hear. Have a nice ride, and write any time!\n\n_{{agent.name}}_"},
	}
}

// addSettings keeps categories and canned replies; they are the owner's.
func (s Shop) addSettings(ctx context.Context, team map[string]*models.Agent, at time.Time) error {
	for _, name := range categories() {
		if err := s.Store.SaveCategory(ctx, &models.Category{Name: name}); err != nil {
			return fmt.Errorf("demo: adding the category %s: %w", name, err)
		}
	}
	owner := models.Reader{Agent: team[owner]}
	for _, reply := range canned() {
		if err := s.Store.SaveCanned(ctx, owner, &reply, at); err != nil {
			return fmt.Errorf("demo: adding the canned reply %s: %w", reply.Shortcut, err)
		}
	}
	return nil
}
