package db

import "errors"

// nextRev numbers the turns over all conversations. The row is read once a group and written once:
// a group is the only writer while it lasts. Visits are counted with it.
func (g *group) nextRev(tx *Tx) (int64, error) {
	if g.firstRev == 0 {
		if err := tx.Row("SELECT value + 1 FROM counters WHERE name = 'rev'").Scan(&g.firstRev); err != nil {
			return 0, err
		}
		g.rev = g.firstRev - 1
	}
	g.rev++
	return g.rev, nil
}

func (g *group) keepRev() error {
	if g.firstRev == 0 { // nor was anything counted
		return nil
	}
	_, err := (&Tx{group: g}).Exec("UPDATE counters SET value = $1 WHERE name = 'rev'", g.rev)
	return errors.Join(err, g.keepCounts())
}
