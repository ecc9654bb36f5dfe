package widget

import (
	"net/http"
	"slices"
	"strconv"

	"deskbell/handlers/live"
	"deskbell/handlers/web"
	"deskbell/models"
)

// rate keeps what the visitor thinks of an answer of the AI. A page that shows another conversation than the one he
// is in rates nothing.
func (h *widget) rate(w http.ResponseWriter, r *http.Request) error {
	a, err := h.posted(w, r)
	if err == nil {
		err = h.limited(h.limits.rates, a.hash)
	}
	if err != nil {
		return err
	}
	seq, err := strconv.ParseInt(r.PostForm.Get("seq"), 10, 64)
	if err != nil || seq < 1 {
		return &models.Error{Code: models.CodeInvalid, Field: "seq", Message: "seq is a whole number."}
	}
	rating := slices.Index([]string{"-1", "0", "1"}, r.PostForm.Get("rating")) - 1
	if rating < -1 {
		return &models.Error{Code: models.CodeInvalid, Field: "rating", Message: "rating is 1, -1 or 0."}
	}
	if shown := r.PostForm.Get("conversation"); shown != "" && shown != string(a.conversation.ID) {
		return models.ErrNotFound
	}
	now := h.Now()
	change, err := h.Turns.Turn(r.Context(), a.conversation.ID, models.IfNotBlocked(a.address, now, models.RateAnswer(seq, rating, now)))
	if err != nil {
		return err
	}
	if change.Rated != nil {
		h.Hub.Whisper(live.ConversationTopic(a.conversation.ID), live.Whisper{Event: "rated", Data: strconv.FormatInt(seq, 10) + " " + strconv.Itoa(rating)})
	}
	return web.NoContent(w)
}
