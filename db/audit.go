package db

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"deskbell/models"
)

// The longest parts of an act, in characters.
const (
	longestWhat   = 80
	longestObject = 200
	longestDetail = 1000
)

// auditHead is the row of meta that has the number and the hash of the newest act.
const auditHead = "audit_head"

// Note implements models.Audit.
func (s *Store) Note(ctx context.Context, a models.Act) error {
	row := models.ActRow{At: whole(a.Now), By: "Command line", What: models.CleanLine(a.What, longestWhat),
		Object: models.CleanLine(a.Object, longestObject), Detail: models.CleanLine(a.Detail, longestDetail), Address: models.CleanLine(a.Address, 64)}
	if a.By != nil {
		row.ByID, row.By = a.By.ID, models.CleanLine(a.By.Name, longestObject)
	}
	return s.Do(ctx, func(tx *Tx) error {
		before, err := headOfAudit(tx)
		if err != nil {
			return err
		}
		row.N = before.N + 1
		hash := before.next(row)
		_, err = tx.Exec(`INSERT INTO audit (n, at, by_id, by_name, what, object, detail, address, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
			row.N, ms(row.At), string(row.ByID), row.By, row.What, row.Object, row.Detail, row.Address, hash)
		if err != nil {
			return err
		}
		head, err := toJSON(link{row.N, hash})
		if err != nil {
			return err
		}
		return setMeta(tx, auditHead, head)
	})
}

// link is a place in the chain of acts.
type link struct {
	N    int64  `json:"n"`
	Hash string `json:"hash"`
}

// next is the hash of the act behind the link: it covers the link's own.
func (l link) next(row models.ActRow) string {
	// As JSON, so that no two acts read alike; marshalling strings and numbers does not fail.
	text, _ := json.Marshal([]any{l.Hash, row.N, ms(row.At), row.ByID, row.By, row.What, row.Object, row.Detail, row.Address})
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// headOfAudit is the newest act's link, the zero one when there is none.
func headOfAudit(on asker) (link, error) {
	var head link
	err := on.Row("SELECT value FROM meta WHERE name = $1", auditHead).Scan(asJSON{&head})
	if errors.Is(err, models.ErrNotFound) {
		return head, nil
	}
	return head, err
}

const actColumns = `a.n, a.at, a.by_id, a.by_name, a.what, a.object, a.detail, a.address`

// Acts implements models.Audit.
func (s *Store) Acts(ctx context.Context, who models.Reader, q models.ActQuery) ([]models.ActRow, error) {
	if !readsAudit(who) {
		return nil, models.ErrNotFound
	}
	if q.Before <= 0 {
		q.Before = 1<<63 - 1
	}
	to := ms(q.To)
	if to == 0 {
		to = 1<<63 - 1
	}
	var all []models.ActRow
	err := s.reads(ctx).Each(`SELECT `+actColumns+` FROM audit a WHERE a.n < CAST($1 AS BIGINT)
		AND ($2 OR a.by_id = CAST($3 AS TEXT)) AND (CAST($4 AS TEXT) = '' OR a.what = CAST($4 AS TEXT))
		AND a.at >= CAST($5 AS BIGINT) AND a.at < CAST($6 AS BIGINT) ORDER BY a.n DESC LIMIT CAST($7 AS BIGINT)`,
		[]any{q.Before, q.By == "" && !q.Machine, string(q.By), q.What, ms(q.From), to, bounded(q.Limit)}, func(row scanner) error {
			act, err := scanAct(row)
			all = append(all, act)
			return err
		})
	return all, err
}

func scanAct(row scanner, rest ...any) (models.ActRow, error) {
	var a models.ActRow
	err := row.Scan(append([]any{&a.N, at{&a.At}, &a.ByID, &a.By, &a.What, &a.Object, &a.Detail, &a.Address}, rest...)...)
	return a, err
}

// ActFilters implements models.Audit.
func (s *Store) ActFilters(ctx context.Context, who models.Reader) (models.ActFilters, error) {
	var f models.ActFilters
	if !readsAudit(who) {
		return f, models.ErrNotFound
	}
	on := s.reads(ctx)
	err := on.Each("SELECT a.by_id, MAX(a.by_name) FROM audit a GROUP BY a.by_id ORDER BY 2, 1", nil, func(row scanner) error {
		var a models.ActRow
		err := row.Scan(&a.ByID, &a.By)
		f.By = append(f.By, a)
		return err
	})
	if err != nil {
		return f, err
	}
	f.What, err = ids[string](on, "SELECT DISTINCT a.what FROM audit a ORDER BY a.what")
	return f, err
}

func readsAudit(who models.Reader) bool {
	return who.Agent != nil && who.Visitor == "" && !who.Agent.Disabled && who.Agent.Role.May(models.PermitOwner)
}

// CheckAudit follows the chain of acts and says how many there are. It errors where one is not as it was
// kept, or is not there any more.
func (s *Store) CheckAudit(ctx context.Context) (int64, error) {
	on := s.reads(ctx)
	// The end first: what is added meanwhile comes behind it.
	head, err := headOfAudit(on)
	if err != nil {
		return 0, err
	}
	var last link
	var broken int64
	err = on.Each(`SELECT `+actColumns+`, a.hash FROM audit a WHERE a.n <= CAST($1 AS BIGINT) ORDER BY a.n`, []any{head.N}, func(row scanner) error {
		var hash string
		act, err := scanAct(row, &hash)
		if err == nil && broken == 0 && (act.N != last.N+1 || hash != last.next(act)) {
			broken = last.N + 1
		}
		last = link{act.N, hash}
		return err
	})
	switch {
	case err != nil:
		return last.N, err
	case broken > 0:
		return last.N, fmt.Errorf("the audit log was changed at entry %d, outside of Deskbell", broken)
	case last != head:
		return last.N, fmt.Errorf("the newest entries of the audit log are missing: it ends at %d and had %d", last.N, head.N)
	}
	return last.N, nil
}
