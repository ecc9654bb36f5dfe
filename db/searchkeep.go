package db

import (
	"cmp"
	"context"
	"encoding/json"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"deskbell/models"
)

// perSecond is how many places of the index there are for each second.
const perSecond = 1 << 14

// searched is a place as the index is to have it; without words it is to go.
type searched struct {
	id    models.ConversationID
	seq   int64
	rev   int64
	desk  string
	at    int64 // unix seconds
	words string
}

// searchedIn are the visitor and the entries from a seq on of a conversation; nothing of one that is gone.
func (s *Store) searchedIn(ctx context.Context, id models.ConversationID, from int64) ([]searched, error) {
	on := s.reads(ctx)
	var c models.Conversation
	err := on.Row(`SELECT c.desk_id, c.playground, c.created_at, c.visitor_id, COALESCE(v.name, ''), COALESCE(v.email, ''), COALESCE(v.phone, '')
		FROM conversations c LEFT JOIN visitors v ON v.id = c.visitor_id WHERE c.id = CAST($1 AS TEXT)`, string(id)).Scan(&c.DeskID,
		&c.Playground, at{&c.CreatedAt}, &c.Visitor.ID, &c.Visitor.Name, &c.Visitor.Email, &c.Visitor.Phone)
	if models.CodeOf(err) == models.CodeNotFound || err == nil && c.Playground {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c.ID = id
	all, err := s.visitorIn(on, &c)
	if err != nil {
		return nil, err
	}
	err = on.Each(`SELECT `+entryColumns+` FROM entries e WHERE e.conversation_id = CAST($1 AS TEXT) AND e.seq >= $2
		AND e.kind IN ('said', 'left_word', 'note', 'summary', 'passed_on', 'blocked') ORDER BY e.seq`, []any{string(id), from},
		func(row scanner) error {
			e, err := scanEntry(row)
			all = append(all, searched{id: id, seq: e.Seq, rev: e.Rev, desk: string(c.DeskID), at: e.At.Unix(),
				words: models.SearchText(e.SearchWords())})
			return err
		})
	return all, err
}

// visitorIn is the visitor's place in the conversation, and where his words are new, in all of his.
func (s *Store) visitorIn(on asker, c *models.Conversation) ([]searched, error) {
	words := models.SearchText(c.Visitor.SearchWords())
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(words)) // never fails
	mine := searched{id: c.ID, rev: int64(hash.Sum64()), desk: string(c.DeskID), at: c.CreatedAt.Unix(), words: words}
	all := []searched{mine}
	if s.index.kept.Low == 0 { // it comes to the others as well
		return all, nil
	}
	var rev int64
	err := on.Row("SELECT rev FROM found_places WHERE conversation_id = $1 AND seq = 0", string(c.ID)).Scan(&rev)
	if err != nil && models.CodeOf(err) != models.CodeNotFound || rev == mine.rev || err != nil && words == "" {
		return all, ignoreNotFound(err)
	}
	err = on.Each(`SELECT o.id, o.desk_id, o.created_at FROM conversations o WHERE o.visitor_id = CAST($1 AS TEXT)
		AND o.id <> CAST($2 AS TEXT) AND NOT o.playground ORDER BY o.id DESC LIMIT CAST($3 AS BIGINT)`,
		[]any{string(c.Visitor.ID), string(c.ID), mostRows}, func(row scanner) error {
			other := mine
			var created time.Time
			err := row.Scan(&other.id, &other.desk, at{&created})
			other.at = created.Unix()
			all = append(all, other)
			return err
		})
	return all, err
}

func ignoreNotFound(err error) error {
	if models.CodeOf(err) == models.CodeNotFound {
		return nil
	}
	return err
}

// keepSearched writes some at a time, and with the last of them how far the index is now. Newer places follow
// older ones: so the index is written in one go.
func (s *Store) keepSearched(ctx context.Context, all []searched, next searchState) error {
	slices.SortFunc(all, func(a, b searched) int {
		return cmp.Or(cmp.Compare(a.at, b.at), strings.Compare(string(a.id), string(b.id)), cmp.Compare(a.seq, b.seq))
	})
	for {
		some := all[:min(len(all), wordsAtATime)]
		all = all[len(some):]
		began := time.Now()
		err := s.Do(ctx, func(tx *Tx) error {
			for i := range some {
				if err := some[i].keep(tx); err != nil {
					return err
				}
			}
			if len(all) > 0 || next == s.index.kept {
				return nil
			}
			text, err := json.Marshal(next)
			if err != nil {
				return err
			}
			return setMeta(tx, "search", string(text))
		})
		if err != nil {
			return err
		}
		if len(all) == 0 {
			s.index.kept = next
			return nil
		}
		select { // half of the time is for the turns
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Since(began)):
		}
	}
}

func (d *searched) keep(tx *Tx) error {
	var num, rev int64
	var desk string
	err := tx.Row("SELECT num, rev, desk_id FROM found_places WHERE conversation_id = $1 AND seq = $2", string(d.id), d.seq).Scan(&num, &rev, &desk)
	known := err == nil
	switch {
	case ignoreNotFound(err) != nil:
		return err
	case known && d.words == "":
		_, err := tx.Exec("DELETE FROM found_places WHERE num = $1", num) // and its words, by the trigger
		return err
	case d.words == "" || known && rev == d.rev && desk == d.desk:
		return nil
	case known:
		if _, err := tx.Exec("UPDATE found_places SET rev = $1, desk_id = $2 WHERE num = $3", d.rev, d.desk, num); err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM found_words WHERE rowid = $1", num); err != nil {
			return err
		}
	default:
		if num, err = freePlace(tx, d.at); err != nil {
			return err
		}
		if _, err := tx.Exec("INSERT INTO found_places (num, conversation_id, seq, rev, desk_id) VALUES ($1, $2, $3, $4, $5)",
			num, string(d.id), d.seq, d.rev, d.desk); err != nil {
			return err
		}
	}
	_, err = tx.Exec("INSERT INTO found_words (rowid, words, marks) VALUES ($1, $2, $3)", num, d.words,
		deskMark(d.desk)+" "+talkMark(string(d.id)))
	return err
}

// freePlace is the first free number of a second, or of the seconds behind it where many speak at once.
func freePlace(tx *Tx, second int64) (int64, error) {
	for first := max(second, 0) * perSecond; ; first += perSecond {
		num := first
		err := tx.Row("SELECT COALESCE(MAX(num) + 1, $1) FROM found_places WHERE num >= $1 AND num < $2", first, first+perSecond).Scan(&num)
		if err != nil || num < first+perSecond {
			return num, err
		}
	}
}

// The words by which a place is known to belong to a desk and to a conversation.
func deskMark(id string) string { return "d" + strings.ReplaceAll(id, "-", "") }
func talkMark(id string) string { return "c" + strings.ReplaceAll(id, "-", "") }
