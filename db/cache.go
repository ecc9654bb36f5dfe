package db

import (
	"encoding/json"
	"sync"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// botLife is how long a bot is believed without looking: another process, as bot import is, may
// have changed it. mostRemembered bounds what is kept of bots and of documents, which are counted by
// their length as well: each edit that is tried is one more.
const (
	botLife        = 2 * time.Second
	mostRemembered = 1000
	mostLength     = 32 << 20 // bytes of JSON
)

// cache remembers bots for a moment and documents for ever: a version never changes.
type cache struct {
	mu        sync.Mutex
	byID      map[models.BotID]cachedBot
	byKey     map[string]cachedBot
	documents map[version]*flow.Document
	length    int // of the documents, in bytes
	// changes grows with every import, so that what was read before one is not remembered after it.
	changes int64
}

// cachedBot is shared by all who ask: nobody may change it.
type cachedBot struct {
	bot   *models.Bot
	until time.Time
}

type version struct {
	flow   string
	number int
}

func newCache() *cache {
	c := &cache{documents: map[version]*flow.Document{}}
	c.forget()
	return c
}

// forget is for after an import.
func (c *cache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changes++
	c.byID, c.byKey = map[models.BotID]cachedBot{}, map[string]cachedBot{}
}

func (c *cache) bot(on asker, id models.BotID) (*models.Bot, error) {
	c.mu.Lock()
	known, changes := c.byID[id], c.changes
	c.mu.Unlock()
	if known.bot != nil && time.Now().Before(known.until) {
		return known.bot, nil
	}
	bot, err := scanBot(on.Row(`SELECT `+botColumns+` FROM bots b WHERE b.id = $1`, string(id)))
	if err != nil {
		return nil, err
	}
	c.remember(on, &bot, changes)
	return &bot, nil
}

func (c *cache) botByKey(on asker, key string) (*models.Bot, error) {
	c.mu.Lock()
	known, changes := c.byKey[key], c.changes
	c.mu.Unlock()
	if known.bot != nil && time.Now().Before(known.until) {
		return known.bot, nil
	}
	bot, err := scanBot(on.Row(`SELECT `+botColumns+` FROM bots b WHERE b.key = $1`, key))
	if err != nil {
		return nil, err
	}
	c.remember(on, &bot, changes)
	return &bot, nil
}

func (c *cache) remember(on asker, bot *models.Bot, changes int64) {
	committed(on, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.changes != changes {
			return
		}
		if len(c.byID) >= mostRemembered || len(c.byKey) >= mostRemembered {
			clear(c.byID)
			clear(c.byKey)
		}
		entry := cachedBot{bot, time.Now().Add(botLife)}
		c.byID[bot.ID], c.byKey[bot.Key] = entry, entry
	})
}

// document is shared by all who ask: nobody may change it.
func (c *cache) document(on asker, id string, number int) (*flow.Document, error) {
	key := version{id, number}
	c.mu.Lock()
	known := c.documents[key]
	c.mu.Unlock()
	if known != nil {
		return known, nil
	}
	var document flow.Document
	var text string
	err := on.Row("SELECT document FROM flow_versions WHERE flow_id = $1 AND version = $2", id, number).Scan(&text)
	if err == nil {
		err = json.Unmarshal([]byte(text), &document)
	}
	if err != nil {
		return nil, err
	}
	document.Remember()
	committed(on, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.documents[key] != nil {
			return
		}
		if len(c.documents) >= mostRemembered || c.length+len(text) > mostLength {
			clear(c.documents)
			c.length = 0
		}
		c.documents[key] = &document
		c.length += len(text)
	})
	return &document, nil
}

// committed calls remember when what was read is sure to stay: a transaction may have read what its
// own group wrote.
func committed(on asker, remember func()) {
	if tx, inside := on.(*Tx); inside {
		tx.then(remember)
		return
	}
	remember()
}
