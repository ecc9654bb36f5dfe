package db

import (
	"fmt"
	"strings"

	"deskbell/models"
)

// What of search is FTS5's own: how a query is written, and the order in which it answers.

// matchSought has to have all that is sought in its words. Words have letters and numbers alone, so that
// nothing in them is an operator; they are quoted because some are called as one is.
func matchSought(sought models.Sought) string {
	parts := make([]string, len(sought))
	for i, p := range sought {
		parts[i] = `"` + strings.Join(p.Words, " ") + `"`
		if p.Begins {
			parts[i] += " *"
		}
	}
	return "(words : (" + strings.Join(parts, " AND ") + "))"
}

// matchMarks has to have one of the marks.
func matchMarks(mark func(string) string, ids []string) string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = `"` + mark(id) + `"`
	}
	return " AND (marks : (" + strings.Join(parts, " OR ") + "))"
}

// searchPlaces are places with the words, the newest first, that who asks may see; fits says whether the filter
// keeps the conversation.
func searchPlaces(who models.Reader, f models.Filter, match string, before int64) (string, []any) {
	more, args := fitting(f, nil)
	if f.Desk != "" {
		args = append(args, string(f.Desk))
		more += fmt.Sprintf(" AND c.desk_id = CAST($%d AS TEXT)", len(args))
	}
	n := len(args)
	args = append(args, may(who)[1:]...)
	return `SELECT p.num, p.conversation_id, p.seq, CASE WHEN TRUE` + more + ` THEN 1 ELSE 0 END
		FROM found_words f CROSS JOIN found_places p ON p.num = f.rowid CROSS JOIN conversations c ON c.id = p.conversation_id
		WHERE ` + fmt.Sprintf(`($%d OR EXISTS (SELECT 1 FROM agent_bots ab WHERE ab.agent_id = $%d AND ab.bot_id = c.desk_id))
		AND f.found_words MATCH $%d AND f.rowid < $%d ORDER BY f.rowid DESC LIMIT CAST($%d AS BIGINT)`, n+1, n+2, n+3, n+4, n+5),
		append(args, match, before, mostScanned)
}

// searchNewer are those conversations among the marks of match that have the words at a place from a number on.
const searchNewer = `SELECT DISTINCT p.conversation_id FROM found_words f CROSS JOIN found_places p ON p.num = f.rowid
	WHERE f.found_words MATCH $1 AND f.rowid >= $2`
