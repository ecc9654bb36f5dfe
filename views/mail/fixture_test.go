package mail

import (
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

const (
	base   = "https://desk.northwind.example"
	secret = "Nq3W8s0uTz5mVb7XcYh2LpKd9RfGaJe4Qx1oIiUyEtA"
)

var now = time.Date(2026, 11, 22, 10, 52, 0, 0, time.UTC)

// each is a mail of every kind, by name; all of them are about the same afternoon at a shop.
func each(language string) map[string]models.Mail {
	look := &models.Look{Fill: "#1f5a48", Hover: "#17483a", On: "#ffffff", Words: "#1f5a48"}
	of := func(purpose models.MailPurpose, more models.Mail) models.Mail {
		more.Purpose, more.Language, more.At, more.To = purpose, language, now, []string{"mira@northwind.example"}
		more.Begun = now.Add(-15 * time.Hour)
		return more
	}
	asked := models.MailLine{By: models.ByVisitor, Text: "Can I talk to a mechanic? I would rather not bend it myself.", At: now.Add(-7 * time.Minute)}
	said := []models.MailLine{
		{Who: "Pedal", By: models.ByBot, Text: "Mudguard stays are **bent to fit**:\n\n1. loosen the bolt\n2. bend the stay\n3. tighten it", At: now.Add(-9 * time.Minute)},
		{By: models.ByVisitor, Text: "The photo shows it.", At: now.Add(-8 * time.Minute), Files: []flow.File{{Name: "bent stay.jpg", Size: 1_240_000}}},
		asked,
	}
	answers := []models.MailLine{
		{Who: "Mira", By: models.ByAgent, Text: "Yes, two in stock, and I have put one aside under your name. We are open on Saturday from ten to four.\n\nIf you bring the bike along we fit it while you wait: [how to find us](https://northwind.example/shop).", At: now.Add(-2 * time.Minute)},
		{Who: "Mira", By: models.ByAgent, Text: "And this is how it looks:", At: now, Files: []flow.File{{Name: "stay-fjord-3.pdf", Size: 84_300}}},
	}
	shop := models.Mail{Bot: "Northwind Cycles", Look: look, Link: "0199", Page: "https://northwind.example/orders/77?token=x", PageTitle: "Your order"}
	with := func(m models.Mail, change func(*models.Mail)) models.Mail {
		change(&m)
		return m
	}
	return map[string]models.Mail{
		"join wanted": of(models.MailJoin, with(shop, func(m *models.Mail) { m.Why, m.Lines, m.More = "wanted", said, true })),
		"join started": of(models.MailJoin, with(shop, func(m *models.Mail) {
			m.Why, m.Who, m.PageTitle, m.Lines = "started", "Ada Byron", "", []models.MailLine{asked}
		})),
		"join untaken without words": of(models.MailJoin, with(shop, func(m *models.Mail) { m.Why, m.Look = "untaken", nil })),
		"answer": of(models.MailAnswer, with(shop, func(m *models.Mail) {
			m.Who, m.Answerable = "Mira", true
			m.Lines = append(answers, models.MailLine{By: models.ByVisitor, Text: "Do you have the mudguard stay for a Fjord 3 in stock?", At: now.Add(-15 * time.Hour)})
		})),
		"answer that nobody reads": of(models.MailAnswer, with(shop, func(m *models.Mail) { m.Look, m.Lines = nil, answers[:1] })),
		"transcript":               of(models.MailTranscript, with(shop, func(m *models.Mail) { m.Lines = append(said, answers...) })),
		"transcript for the team": of(models.MailTranscript, with(shop, func(m *models.Mail) {
			m.Link, m.Who, m.Lines = "", "Ada Byron", append(said, answers...)
		})),
		"invite":    of(models.MailInvite, models.Mail{Link: "sealed", Who: "Olga Owner"}),
		"reset":     of(models.MailReset, models.Mail{Link: "sealed"}),
		"notice":    of(models.MailNotice, models.Mail{Notices: told()[:1]}),
		"notices":   of(models.MailNotice, models.Mail{Notices: told()}),
		"test":      of(models.MailTest, models.Mail{Who: "Olga Owner"}),
		"from flow": {Mail: flow.Mail{Subject: "An order", Text: "Order 77 was sent.\n"}, Purpose: models.MailFlow},
	}
}

func told() []models.MailedNotice {
	return []models.MailedNotice{
		{Title: "Live chat requested", Line: "Ada Byron at Northwind Cycles: Can I talk to a mechanic?", Path: "/desk/0199a?list=waiting", At: now.Add(-7 * time.Minute)},
		{Title: "New message in your chat", Line: "Ben: Thank you, and what about the bell?", Path: "/desk/0199b?list=active", Count: 3, At: now.Add(-4 * time.Minute)},
		{Title: "Message left", Line: "Cleo: Please call me back on Monday.", Path: "/desk/0199c?list=left", Count: 1, At: now},
	}
}

func links() Links { return Links{Base: base + "/", Token: secret} }
