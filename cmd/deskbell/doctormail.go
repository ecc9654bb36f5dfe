package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"deskbell/db"
	"deskbell/handlers/mail"
	"deskbell/handlers/outbound"
	"deskbell/models"
)

// doctorMailPatience is how long the doctor waits for the mail server.
const doctorMailPatience = 20 * time.Second

// mail says how mails stand, and signs in to the server that takes them.
func (c doctorCommand) mail(w world) (string, error) {
	var started *mail.Server
	if c.SMTP != "" {
		var err error
		if started, err = mail.ParseServer(c.SMTP, c.MailFrom); err != nil {
			return "", err
		}
	}
	allow, err := parseNetworks("--allow-outbound", c.AllowOutbound)
	if err != nil {
		return "", err
	}
	store, err := c.open(w)
	if err != nil {
		return "not looked at, since there is no database to look into", nil
	}
	finding, err := mailStands(w, store, started, outbound.Dialer(outbound.Options{Allow: allow}))
	return finding, errors.Join(err, store.Close())
}

func mailStands(w world, store *db.Store, started *mail.Server, dialer *net.Dialer) (string, error) {
	settings, err := store.OpenMailSettings(w.ctx)
	if err != nil {
		return "", fmt.Errorf("the settings of mail cannot be opened: %w", err)
	}
	counts, oldest, err := store.MailCounts(w.ctx)
	if err != nil {
		return "", err
	}
	links := ""
	if !settings.Carries(models.RoleOwner) {
		links = ". " + models.ErrNotOwners.Message
	}
	outbox := outboxWords(counts[models.DeliveryPending], counts[models.DeliveryFailed], w.now().Sub(oldest))
	server, err := mail.FromSettings(settings, started, dialer)
	if errors.Is(err, mail.ErrNone) {
		return "no server is set, mails wait in the outbox: " + outbox, nil
	}
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(w.ctx, doctorMailPatience)
	defer cancel()
	if err := server.Try(ctx); err != nil {
		return "", fmt.Errorf("%s takes no mails: %w (%s)", server.Name(), err, outbox)
	}
	return server.Name() + " takes mails from " + server.Sender() + ": " + outbox + links, nil
}

func outboxWords(waiting, failed int, age time.Duration) string {
	words := counted(waiting, "mail") + " to send"
	if waiting > 0 {
		words += fmt.Sprintf(", the oldest for %s", max(age, 0).Round(time.Minute))
	}
	if failed > 0 {
		words += ", " + fmt.Sprint(failed) + " given up"
	}
	return words
}
