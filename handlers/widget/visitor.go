package widget

import (
	"context"
	"net/http"
	"strings"
	"time"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/wording"
)

// bot is the bot of the address. Every answer that has one may be framed by the bot's sites, and by
// nobody else's.
func (h *widget) bot(w http.ResponseWriter, r *http.Request) (*models.Bot, error) {
	bot, err := h.Bots.BotByKey(r.Context(), web.Param(r, "bot"))
	if err != nil {
		return nil, err
	}
	web.Frame(w, append([]string{"'self'"}, bot.Sites...))
	return bot, nil
}

// token is the hash of the visitor's secret.
func token(r *http.Request) (string, error) {
	secret, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !found || !web.IsSecret(secret) {
		return "", &models.Error{Code: models.CodeUnauthorised, Message: "This chat has to be opened again."}
	}
	return web.SecretHash(secret), nil
}

// at is who asks, and the conversation he is in.
type at struct {
	bot          *models.Bot
	visitor      models.Visitor
	conversation models.Conversation
	hash         string
	address      string      // from which he asks
	words        wording.Set // what he reads around the conversation
}

// reader is the visitor as part of a query.
func (a at) reader() models.Reader { return models.Reader{Visitor: a.visitor.ID, Only: a.visitor.Only} }

// owner is whose streams his are.
func (a at) owner() string {
	if a.visitor.Only != nil {
		return live.BackOwner(a.visitor.ID, a.conversation.ID)
	}
	return live.VisitorOwner(a.visitor.ID)
}

// known finds the visitor behind the request. Errors: CodeUnauthorised for a secret that is unknown,
// expired or another bot's, and for one from a way back of which nothing is left; ErrNotFound for one who has not
// begun.
func (h *widget) known(w http.ResponseWriter, r *http.Request) (at, error) {
	bot, err := h.bot(w, r)
	if err != nil {
		return at{}, err
	}
	hash, err := token(r)
	if err != nil {
		return at{}, err
	}
	visitor, err := h.Visitors.VisitorByToken(r.Context(), bot.ID, hash, h.Now())
	if models.CodeOf(err) == models.CodeNotFound {
		return at{}, &models.Error{Code: models.CodeUnauthorised, Message: "This chat has to be opened again."}
	}
	if err != nil {
		return at{}, err
	}
	conversation, err := h.current(r.Context(), visitor)
	if visitor.Only != nil && models.CodeOf(err) == models.CodeNotFound {
		err = &models.Error{Code: models.CodeUnauthorised, Message: "This chat has to be opened again."}
	}
	if err != nil {
		return at{}, err
	}
	return at{bot: bot, visitor: visitor, conversation: conversation, hash: hash, address: web.AddressKey(r), words: spoken(r, bot)}, nil
}

// current is the conversation that a visitor is in: the newest, or the one where he is with a secret from a way
// back. ErrNotFound where there is none.
func (h *widget) current(ctx context.Context, v models.Visitor) (models.Conversation, error) {
	if v.Only == nil {
		return h.Visitors.NewestConversation(ctx, v.ID)
	}
	return h.Logs.Conversation(ctx, models.Reader{Visitor: v.ID, Only: v.Only}, v.Only.At)
}

// barred is until when somebody may not write here (zero: for good), and whether that is so. Who tries the
// bot in the playground is not meant by the address.
func (h *widget) barred(ctx context.Context, a at) (time.Time, bool, error) {
	w := models.Writer{Bot: a.bot.ID, Visitor: a.visitor.ID, Address: a.address, Now: h.Now()}
	if a.conversation.Playground {
		w.Address = ""
	}
	return h.Blocks.Barred(ctx, w)
}

// limited refuses what comes too fast.
func (h *widget) limited(l *web.Limiter, key string) error {
	return l.Check(key, h.Now())
}
