package flow

import (
	"fmt"
	"slices"
	"strings"

	"deskbell/models/wording"
)

const maxCards = 20

// cardsBlock shows cards side by side. With Choose each has a button, and the block waits for one.
type cardsBlock struct {
	Text   string `json:"text,omitempty"`
	Cards  []Card `json:"cards"`
	Choose bool   `json:"choose,omitempty"`
	Var    string `json:"var,omitempty"` // keeps the title of the chosen card
}

func cardsKind() Kind {
	k := kindFor[cardsBlock]("cards", "Cards")
	k.Icon, k.Group = "gallery-horizontal", groupSay
	k.Help = "Shows cards with picture and text side by side; one of them can be chosen."
	k.Form = []Setting{
		captionSetting(),
		{Name: "cards", Label: "Cards", Control: ControlList, Item: "Card", Help: "At most 20.", Items: []Setting{
			lineSetting("title", "Title", "The card's first line."),
			textSetting("text", "Text", "What it says."),
			mediaSetting("image", "Picture", "Upload one, or give its address."),
			lineSetting("alt", "What it shows", "Read out to those who do not see it."),
			lineSetting("link", "Opens", "Address that its button opens."),
			lineSetting("label", "Label", "Of its button."),
		}},
		toggleSetting("choose", "One is chosen", "The flow waits until the visitor has chosen a card."),
		{Name: "var", Label: "Keep the title as", Control: ControlVariable, When: "choose=true"},
	}
	return k
}

func (b *cardsBlock) flaws() []flaw {
	found := append(longFlaws("text", b.Text), varFlaws("var", b.Var, false)...)
	switch n := len(b.Cards); {
	case n == 0:
		found = append(found, flaw{"cards", "There is no card."})
	case n > maxCards:
		found = append(found, one("cards", "There are %d cards; at most %d can be shown.", n, maxCards)...)
	}
	ids := make([]string, len(b.Cards))
	for i, c := range b.Cards {
		ids[i] = c.ID
		field := func(name string) string { return fmt.Sprintf("cards.%d.%s", i, name) }
		found = append(found, textFlaws(field("title"), c.Title, fmt.Sprintf("Card %d has no title.", i+1))...)
		found = append(found, longFlaws(field("text"), c.Text)...)
		found = append(found, optionalLinkFlaws(field("image"), c.Image, webOnly())...)
		found = append(found, optionalLinkFlaws(field("link"), c.Link, webAndMore())...)
	}
	return append(found, idFlaws("cards", "Card", ids)...)
}

func (b *cardsBlock) check() []string { return sentences(b.flaws()) }

func (b *cardsBlock) ports() []Port {
	if !b.Choose {
		return onlyNext()
	}
	ports := make([]Port, 0, len(b.Cards)+1)
	for _, c := range b.Cards {
		ports = append(ports, Port{Name: portChoice + c.ID, Label: brief(c.Title)})
	}
	return append(ports, Port{Name: PortNext, Label: "Next", Optional: true})
}

func (b *cardsBlock) summary() string {
	titles := make([]string, len(b.Cards))
	for i, c := range b.Cards {
		titles[i] = c.Title
	}
	return brief(strings.TrimSpace(b.Text + " (" + strings.Join(titles, ", ") + ")"))
}

func (b *cardsBlock) waits() bool { return b.Choose }

func (b *cardsBlock) play(r *run, at place) {
	content := &Content{Kind: ContentCards, Cards: b.filled(r)}
	if !b.Choose {
		r.present(at, b.Text, content)
		return
	}
	r.await(WaitReply)
	r.show(at, b.Text, content, b.choices(r)...)
}

// filled are the cards as they are shown. A picture or link that cannot be shown is left out.
func (b *cardsBlock) filled(r *run) []Card {
	cards := slices.Clone(b.Cards)
	for i := range cards {
		c := &cards[i]
		c.Title, c.Alt, c.Label = r.line(c.Title), r.line(c.Alt), r.line(c.Label)
		c.Text = cut(Fill(c.Text, r.s.Vars), maxAnswer)
		c.Image, _ = fillLink(c.Image, r.s.Vars, webOnly())
		c.Link, _ = fillLink(c.Link, r.s.Vars, webAndMore())
		switch {
		case c.Label != "":
		case b.Choose:
			c.Label = r.words.Of(wording.CardChoose)
		case c.Link != "":
			c.Label = r.words.Of(wording.Open)
		}
	}
	return cards
}

// choices are the cards as choices: their titles, by the cards' ids.
func (b *cardsBlock) choices(r *run) []Choice {
	choices := make([]Choice, len(b.Cards))
	for i, c := range b.Cards {
		choices[i] = Choice{ID: c.ID, Label: r.line(c.Title)}
	}
	return choices
}

func (b *cardsBlock) prompt(r *run) Prompt {
	return Prompt{Kind: PromptChoices, Choices: b.choices(r), Back: true}
}

func (b *cardsBlock) reply(r *run, at place, ev Event) {
	choices := b.choices(r)
	if c, ok := chosen(choices, ev); ok {
		r.set(b.Var, c.Label)
		r.remember()
		r.leave(at, portChoice+c.ID)
		return
	}
	r.s.Wait.Tries++
	r.say(at, r.words.Of(wording.AskChoice), choices...)
}
