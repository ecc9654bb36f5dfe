package db

import (
	"errors"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// A mail to the team waits for a server, or for another try: meanwhile somebody may be off the team.
func TestLeaseMail_AgentOffTheTeamMeanwhile_IsDroppedAndTheNextOneGoes(t *testing.T) {
	for name, change := range map[string]func(*Store, *models.Agent) error{
		"disabled": func(s *Store, a *models.Agent) error {
			a.Disabled = true
			return s.SaveAgent(t.Context(), a, noon)
		},
		"deleted": func(s *Store, a *models.Agent) error {
			_, err := s.write.Exec("UPDATE agents SET deleted_at = 1 WHERE id = ?", string(a.ID))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := openNew(t)
			s.MailingNotices(true)
			bot := addBot(t, s, "one")
			gone, stays := addAgent(t, s, models.RoleAgent, bot.ID), addAgent(t, s, models.RoleAgent, bot.ID)
			willing(t, s, gone, stays)
			turnTo(t, s, begin(t, s, bot, "v1").ID, asksAt(noon))
			mailNotices(t, s, noon.Add(5*time.Second), 2)
			if err := change(s, gone); err != nil {
				t.Fatal(err)
			}
			left := leaseMails(t, s, noon.Add(time.Minute))
			if len(left) != 1 || left[0].Agent != stays.ID || left[0].State != models.DeliveryPending || left[0].Tries != 1 {
				t.Errorf("there go %+v", left)
			}
			all, err := s.Mails(t.Context(), models.MailQuery{State: models.DeliveryDropped, Limit: 10})
			if err != nil || len(all) != 1 || all[0].Agent != gone.ID || all[0].Error != signedOff || all[0].DoneAt.IsZero() {
				t.Errorf("dropped: %+v, %v", all, err)
			}
			if next, err := s.Outgoing().NextAt(t.Context(), models.DeliverMail); err == nil && !next.After(noon.Add(time.Minute)) || err != nil && !errors.Is(err, models.ErrNotFound) {
				t.Errorf("the next one is due at %v, %v", next, err)
			}
		})
	}
}

func TestMailNotices_BotWithAZone_HaveItWithTheirTimes(t *testing.T) {
	s := openNew(t)
	s.MailingNotices(true)
	bot := addBot(t, s, "one")
	to := addAgent(t, s, models.RoleAgent, bot.ID)
	willing(t, s, to)
	bot.Settings.Hours = &flow.Hours{Zone: "Europe/Zurich"}
	if err := s.SaveBot(t.Context(), bot, noon); err != nil {
		t.Fatal(err)
	}
	turnTo(t, s, begin(t, s, bot, "v1").ID, asksAt(noon))
	mailNotices(t, s, noon.Add(5*time.Second), 1)
	m, err := leaseMails(t, s, noon.Add(time.Minute))[0].Mail()
	if err != nil || len(m.Notices) != 1 || m.Notices[0].Zone != "Europe/Zurich" {
		t.Errorf("%+v, %v", m.Notices, err)
	}
}
