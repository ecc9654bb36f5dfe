package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mattn/go-sqlite3"

	"deskbell/models"
)

// noting is the writing connection, which notes what it is asked.
type noting struct {
	*sqlite3.SQLiteConn
	asked *[]string
}

func (n noting) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	*n.asked = append(*n.asked, query)
	return n.SQLiteConn.QueryContext(ctx, query, args)
}

func (n noting) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	*n.asked = append(*n.asked, query)
	return n.SQLiteConn.ExecContext(ctx, query, args)
}

type notingConnector struct {
	connector
	asked *[]string
}

func (n notingConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := n.connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return noting{conn.(*sqlite3.SQLiteConn), n.asked}, nil
}

// costs is a store whose writing connection can be asked what a turn has cost.
type costs struct {
	*testing.T
	store *Store
	asked []string
}

func newCosts(t *testing.T) *costs {
	t.Helper()
	path := filepath.Join(t.TempDir(), FileName)
	c := &costs{T: t, store: openAt(t, Options{Path: path})}
	on := sql.OpenDB(notingConnector{connector{dsn: "file:" + path + "?_journal_mode=WAL&_foreign_keys=1&_txlock=immediate&_busy_timeout=5000",
		drv: &sqlite3.SQLiteDriver{}}, &c.asked})
	on.SetMaxOpenConns(1)
	had := c.store.writer.on
	c.store.writer.on = on
	t.Cleanup(func() { c.store.writer.on = had; _ = on.Close() })
	return c
}

// turn is what a turn asks of the database, without what belongs to the group.
func (c *costs) turn(id models.ConversationID, decide decision) []string {
	c.Helper()
	c.asked = nil
	if _, err := c.store.Turn(c.Context(), id, decide); err != nil {
		c.Fatal(err)
	}
	var own []string
	for _, q := range c.asked {
		if word, _, _ := strings.Cut(q, " "); word == "SELECT" || word == "INSERT" || word == "UPDATE" || word == "DELETE" || word == "WITH" {
			own = append(own, q)
		}
	}
	return own
}

// The writer is what a full server waits for: what a message asks of it is counted, so that it does not grow unseen.
func TestTurn_MessageInALiveChat_AsksNoMoreThanItNeeds(t *testing.T) {
	for _, email := range []string{"", "v@visitor.example"} {
		c := newCosts(t)
		c.store.MailingNotices(true)
		bot := addBot(t, c.store, "one")
		ada := addAgent(t, c.store, models.RoleAgent, bot.ID)
		id := begin(t, c.store, bot, "a").ID
		c.turn(id, func(k *models.Conversation) (models.Change, error) {
			k.Visitor.Email = email
			return models.Change{Conversation: k, VisitorChanged: true}, nil
		})
		c.turn(id, models.TakeOver(ada.ID, noon))
		visitor := func(n int) []string {
			m := models.Message{ClientID: fmt.Sprintf("client-v-%08d", n), Text: "Hi", Now: noon}
			return c.turn(id, models.IfNotBlocked("192.0.2.1", noon, models.Receive(m)))
		}
		agent := func(n int) []string {
			return c.turn(id, models.Reply(models.Answer{Agent: ada.ID, ClientID: fmt.Sprintf("client-a-%08d", n), Text: "Yes", Now: noon}))
		}
		visitor(1)
		agent(1)
		// The conversation, its entry by client id, the number of the turn twice, the two that are kept; the owner,
		// and his notice twice.
		if asked := visitor(2); len(asked) > 9 {
			t.Errorf("email %q: a visitor's message asks %d times:\n%s", email, len(asked), strings.Join(asked, "\n"))
		}
		// Without the notice.
		if asked := agent(2); len(asked) > 7 {
			t.Errorf("email %q: an answer asks %d times:\n%s", email, len(asked), strings.Join(asked, "\n"))
		}
	}
}
