package db

import (
	"errors"
	"time"

	"deskbell/models"
)

// The visitor is joined from the left, so that there is one plan, and compared values are CAST wherever a
// statement does more than find one row by its key: see the remark on plans in sqlite.go.
const conversationColumns = `c.id, c.bot_id, c.channel, c.state, COALESCE(c.owner_id, ''),
	COALESCE((SELECT o.name FROM agents o WHERE o.id = c.owner_id), ''),
	c.fence, c.last_seq, c.rev, c.leave_stage, c.left_at, c.playground, c.missed, c.preview, c.preview_by,
	c.visitor_count, c.team_seen_count, c.visitor_seen, c.team_seen, c.waiting_since, c.waiting_until,
	c.live_since, c.created_at, c.updated_at, c.closed_at, c.page, c.page_title, c.browser, c.language, c.flow,
	c.video, c.live_messages, c.category, c.attributes, c.trial, c.desk_id, c.answered_by, c.offer, c.summary, c.address,
	c.visitor_id, c.bot_id, v.name,
	v.email, v.phone, v.attributes, c.guest_id, c.guest_name, c.mailed_seq, c.parked, c.begun_with`

const conversationTables = ` FROM conversations c LEFT JOIN visitors v ON v.id = c.visitor_id `

// mayRead is the permission of a Reader over the conversation c; its arguments are those of may. What a secret from
// a way back is good for is looked up with the conversation, not taken from who asks.
const mayRead = ` (c.visitor_id = CAST($1 AS TEXT) OR $2 OR EXISTS (
	SELECT 1 FROM agent_bots ab WHERE ab.agent_id = $3 AND ab.bot_id = c.desk_id) OR EXISTS (
	SELECT 1 FROM guests g WHERE g.id = $3 AND g.conversation_id = c.id AND g.ended_at = 0) OR EXISTS (
	SELECT 1 FROM visitor_tokens vt WHERE vt.token_hash = $3 AND vt.bot_id = c.bot_id AND vt.visitor_id = c.visitor_id
	AND (vt.only_id = c.id OR vt.only_id IS NOT NULL AND c.begun_with = vt.token_hash))) `

// may is who is asking, as the arguments that begin every statement with mayRead. A Reader that is
// nobody, or two, gets arguments that nothing matches.
func may(who models.Reader, rest ...any) []any {
	visitor, all, agent := "", false, ""
	switch {
	case who.Guest != nil:
		if who.Agent == nil && who.Visitor == "" {
			agent = string(who.Guest.ID) // ids are never the same, nor is a hash one
		}
	case who.Agent == nil && who.Only != nil:
		if who.Visitor != "" {
			agent = who.Only.Secret
		}
	case who.Agent == nil:
		visitor = string(who.Visitor)
	case who.Visitor == "" && who.Only == nil && !who.Agent.Disabled:
		all, agent = seesAll(who.Agent), string(who.Agent.ID)
	}
	return append([]any{visitor, all, agent}, rest...)
}

// seesAll is for the roles that see the conversations of all bots.
func seesAll(a *models.Agent) bool {
	return a.Role.May(models.PermitAllBots)
}

// audience is the most that the reader may see.
func audience(who models.Reader) models.Audience {
	if who.Agent != nil && who.Visitor == "" && who.Guest == nil {
		return models.ForTeam
	}
	return models.ForAll
}

func scanConversation(row scanner) (models.Conversation, error) {
	var c models.Conversation
	var owner, guest string
	err := row.Scan(&c.ID, &c.BotID, &c.Channel, &c.State, &c.OwnerID, &owner,
		&c.Fence, &c.LastSeq, &c.Rev, &c.Leave, at{&c.LeftAt}, &c.Playground, &c.Missed, &c.Preview, &c.PreviewBy,
		&c.VisitorCount, &c.TeamSeenCount, &c.VisitorSeen, &c.TeamSeen, at{&c.WaitingSince}, at{&c.WaitingUntil},
		at{&c.LiveSince}, at{&c.CreatedAt}, at{&c.UpdatedAt}, at{&c.ClosedAt},
		&c.Page, &c.PageTitle, &c.Browser, &c.Language, asJSON{&c.Flow},
		&c.Video, &c.LiveMessages, &c.Category, maybeJSON{&c.Attributes}, maybeJSON{&c.Trial},
		&c.DeskID, &c.AnsweredBy, maybeJSON{&c.Offer}, &c.Summary, &c.Address,
		&c.Visitor.ID, &c.Visitor.BotID, &c.Visitor.Name, &c.Visitor.Email, &c.Visitor.Phone, maybeJSON{&c.Visitor.Attributes},
		&c.GuestID, &guest, &c.MailedSeq, &c.Parked, &c.BegunWith)
	c.OwnerName = (&models.Agent{Name: owner}).FirstName()
	if c.GuestID != "" {
		c.OwnerName = guest
	}
	return c, err
}

func conversationByID(on asker, id models.ConversationID) (models.Conversation, error) {
	return scanConversation(on.Row(`SELECT `+conversationColumns+conversationTables+`WHERE c.id = CAST($1 AS TEXT)`, string(id)))
}

// newestConversation of a visitor is the one that is open, also where an answer by mail has opened an older one, or
// a way back has begun a newer one beside it.
func newestConversation(on asker, visitor models.VisitorID) (models.Conversation, error) {
	newest, err := scanConversation(on.Row(`SELECT `+conversationColumns+conversationTables+
		`WHERE c.visitor_id = CAST($1 AS TEXT) ORDER BY c.id DESC LIMIT 1`, string(visitor)))
	if err != nil || newest.State != models.StateClosed && newest.BegunWith == "" {
		return newest, err
	}
	open, err := openConversation(on, visitor, "")
	if errors.Is(err, models.ErrNotFound) {
		return newest, nil
	}
	return open, err
}

// listed says whether the desk lists and counts a conversation.
func listed(c *models.Conversation) bool {
	return !c.Playground || c.State == models.StateWaiting || c.State == models.StateLive
}

// Twice the same columns, in the same order: what a turn may change. The index over a list is
// touched only by the statement that needs it.
const (
	updateConversation = `UPDATE conversations SET state = $1, listed = $2, owner_id = $3, missed = $4,
	waiting_since = $5, waiting_until = $6, live_since = $7, closed_at = $8, left_at = $9, leave_stage = $10,
	fence = $11, last_seq = $12, rev = $13, preview = $14, preview_by = $15, visitor_count = $16,
	team_seen_count = $17, visitor_seen = $18, team_seen = $19, updated_at = $20, page = $21, page_title = $22,
	browser = $23, language = $24, flow = $25, video = $26, live_messages = $27, category = $28, attributes = $29,
	trial = $30, desk_id = $31, answered_by = $32, offered_to = $33, offer = $34, summary = $35, address = $36,
	guest_id = $37, guest_name = $38, mailed_seq = $39, parked = $40 WHERE id = $41`

	insertConversation = `INSERT INTO conversations (state, listed, owner_id, missed,
	waiting_since, waiting_until, live_since, closed_at, left_at, leave_stage,
	fence, last_seq, rev, preview, preview_by, visitor_count, team_seen_count, visitor_seen, team_seen,
	updated_at, page, page_title, browser, language, flow, video, live_messages, category, attributes, trial,
	desk_id, answered_by, offered_to, offer, summary, address, guest_id, guest_name, mailed_seq, parked,
	id, bot_id, visitor_id, channel, playground, created_at, begun_with)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21,
	$22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40,
	$41, $42, $43, $44, $45, $46, $47)`
)

func conversationValues(c *models.Conversation) ([]any, error) {
	state, err := toJSON(c.Flow)
	if err != nil {
		return nil, err
	}
	attributes, err := mapJSON(c.Attributes)
	if err != nil {
		return nil, err
	}
	trial := nothing
	if c.Trial != nil {
		if trial, err = toJSON(c.Trial); err != nil {
			return nil, err
		}
	}
	var owner, offered any
	if c.OwnerID != "" {
		owner = string(c.OwnerID)
	}
	offer := nothing
	if c.Offer != nil {
		if offer, err = toJSON(c.Offer); err != nil {
			return nil, err
		}
		if c.Offer.To != "" {
			offered = string(c.Offer.To)
		}
	}
	guest := ""
	if c.GuestID != "" {
		guest = c.OwnerName
	}
	return []any{string(c.State), listed(c), owner, c.Missed,
		ms(c.WaitingSince), ms(c.WaitingUntil), ms(c.LiveSince), ms(c.ClosedAt), ms(c.LeftAt), string(c.Leave),
		c.Fence, c.LastSeq, c.Rev, c.Preview, string(c.PreviewBy), c.VisitorCount,
		c.TeamSeenCount, c.VisitorSeen, c.TeamSeen, ms(c.UpdatedAt), c.Page, c.PageTitle,
		c.Browser, c.Language, state, c.Video, c.LiveMessages, c.Category, attributes, trial,
		string(c.DeskID), string(c.AnsweredBy), offered, offer, c.Summary, c.Address,
		string(c.GuestID), guest, c.MailedSeq, c.Parked, string(c.ID)}, nil
}

// wholeTimes makes the times of a turn those that are read later.
func wholeTimes(c *models.Conversation) {
	for _, t := range []*time.Time{&c.WaitingSince, &c.WaitingUntil, &c.LiveSince, &c.ClosedAt,
		&c.LeftAt, &c.UpdatedAt, &c.CreatedAt} {
		*t = whole(*t)
	}
}
