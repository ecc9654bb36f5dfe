package main

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// replyTo mails an answer to a visitor, and says where answers to it go.
func (s *site) replyTo(chat, address string) string {
	s.Helper()
	change, err := s.app.turns.Turn(s.Context(), models.ConversationID(chat), func(c *models.Conversation) (models.Change, error) {
		next := *c
		return models.Change{Conversation: &next, Mails: []models.OutMail{{Address: address, Now: utcNow(),
			Mail: models.Mail{Mail: flow.Mail{To: []string{address}}, Purpose: models.MailAnswer, At: utcNow()}}}}, nil
	})
	s.check(err)
	m, err := change.Deliveries[0].Mail()
	s.check(err)
	sign, err := s.app.store.ReplySign(s.Context(), m)
	s.check(err)
	return "chat+" + sign + "@shop.example"
}

// answerable lets answers to mails come in.
func (s *site) answerable() {
	s.Helper()
	now, err := s.app.store.MailSettings(s.Context())
	s.check(err)
	now.In = models.MailInbox{Address: "chat@shop.example", Hook: "secret of the hook"}
	s.check(s.app.mailing().SaveMailSettings(s.Context(), now, utcNow()))
}

// hook brings a mail, as a mail service does.
func (s *site) hook(raw string) {
	s.Helper()
	r := s.stranger().request(http.MethodPost, "/hooks/mail/raw", nil)
	r, err := http.NewRequestWithContext(s.Context(), r.Method, r.URL.String(), strings.NewReader(raw))
	s.check(err)
	r.Header.Set("Authorization", "Bearer secret of the hook")
	if got := s.stranger().do(r); got.status != http.StatusAccepted {
		s.Fatalf("%d %s", got.status, got.body)
	}
}

// M-8 A11: an answer by mail stands before the agent and the visitor at once.
func TestInbox_AnswerByTheWebhook_ReachesDeskAndPage(t *testing.T) {
	s := newSite(t)
	visitor, agent, chat := s.taken("agent")
	page, desk := visitor.stream("/w/shop/stream?after=0"), agent.stream("/desk/stream?list=active&open="+chat+":0")
	page.until("joined the chat")
	reply := s.replyTo(chat, "ola@mail.example")
	s.answerable()
	s.hook("From: Ola <ola@mail.example>\r\nTo: " + reply + "\r\nMessage-ID: <1@mail.example>\r\n\r\nI am on the <b>train</b>.\r\n")
	page.until("on the &lt;b&gt;train&lt;/b&gt;")
	desk.until("on the &lt;b&gt;train&lt;/b&gt;")
}

// A46: the mailbox's server is an address that somebody has typed.
func TestInbox_ServerThatIsNotPublic_IsNotConnectedTo(t *testing.T) {
	s := newSite(t)
	for _, host := range []string{"127.0.0.1", "localhost", "::1", "169.254.169.254", "10.0.0.1", "0.0.0.0"} {
		s.saveMail(models.MailSettings{In: models.MailInbox{Address: "chat@shop.example",
			Server: models.MailServer{Host: host, Port: 1, Security: models.MailTLS, User: "x", Password: "y"}}})
		for end := time.Now().Add(patience); !strings.Contains(s.app.inbox.Status().Error, "refused"); time.Sleep(5 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("%s: %+v", host, s.app.inbox.Status())
			}
		}
		s.saveMail(models.MailSettings{})
		for s.app.inbox.Status().On {
			time.Sleep(5 * time.Millisecond)
		}
	}
}
