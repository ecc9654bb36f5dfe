package db

import (
	"context"

	"deskbell/models"
)

// seesDesk says whether an agent is assigned to the desk that a conversation is with now; for those whose role sees
// all, see seesAll.
const seesDesk = `EXISTS (SELECT 1 FROM agent_bots ab WHERE ab.agent_id = nt.agent_id AND ab.bot_id = c.desk_id)`

// maySeeStill says whether an agent may go on being told: what was told of a conversation is its visitor's words.
func maySeeStill(kind models.NoticeKind, role models.Role, sees bool) bool {
	return sees || kind == models.NoticeMissed || seesAll(&models.Agent{Role: role})
}

// noticesOf are an agent's, but for those about conversations that he may not see any more. Its arguments are
// whether he sees all, and his id.
const noticesOf = `SELECT ` + noticeColumns + ` FROM notices nt WHERE (nt.conversation_id = '' OR nt.kind = 'missed' OR $1 OR EXISTS (
	SELECT 1 FROM conversations c WHERE c.id = nt.conversation_id AND ` + seesDesk + `)) AND nt.agent_id = CAST($2 AS TEXT) `

func (s *Store) notices(ctx context.Context, me models.AgentID, query string, args ...any) ([]models.Notice, error) {
	on := s.reads(ctx)
	agent, err := agentBy(on, "WHERE a.id = $1", string(me)) // as he is by now
	if err != nil {
		return nil, err
	}
	var all []models.Notice
	err = on.Each(query, append([]any{seesAll(&agent), string(me)}, args...), func(row scanner) error {
		n, err := scanNotice(row)
		all = append(all, n)
		return err
	})
	return all, err
}

// takeBack drops the notices that are not so any more: somebody else came, the visitor went, or the chat was
// passed on to other bots' agents.
func (t *turn) takeBack(change *models.Change) error {
	next := change.Conversation
	if t.made || next.State == t.before && next.OwnerID == t.owner && next.Offered() == t.offered && next.DeskID == t.desk {
		return nil
	}
	type one struct {
		id    string
		agent models.AgentID
	}
	var gone []one
	err := t.tx.Each(`SELECT nt.id, nt.agent_id, nt.kind, a.role, `+seesDesk+` FROM notices nt JOIN agents a ON a.id = nt.agent_id
		JOIN conversations c ON c.id = nt.conversation_id WHERE nt.conversation_id = CAST($1 AS TEXT) AND nt.conversation_id <> ''
		AND nt.opened_at = 0 AND nt.state IN ('sent', 'pending')`, []any{string(t.c.ID)}, func(row scanner) error {
		var o one
		var kind models.NoticeKind
		var role models.Role
		var sees bool
		err := row.Scan(&o.id, &o.agent, &kind, &role, &sees)
		if !kind.StillMatters(o.agent, next) || !maySeeStill(kind, role, sees) {
			gone = append(gone, o)
		}
		return err
	})
	for _, o := range gone {
		if err == nil {
			_, err = t.tx.Exec("UPDATE notices SET state = 'dropped' WHERE id = $1 AND (way = 'page' OR state = 'pending')", o.id)
			change.Told = append(change.Told, o.agent)
		}
	}
	return err
}
