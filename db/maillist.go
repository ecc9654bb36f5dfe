package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"deskbell/models"
)

// Mails implements models.Mailing.
func (s *Store) Mails(ctx context.Context, q models.MailQuery) ([]models.Delivery, error) {
	query, args := mailsOf(q)
	var all []models.Delivery
	err := s.reads(ctx).Each(query, args, func(row scanner) error {
		d, err := scanDelivery(row)
		all = append(all, d)
		return err
	})
	return all, err
}

// mailsOf is the statement for a page: each question has an index of its own.
func mailsOf(q models.MailQuery) (string, []any) {
	query, args := "SELECT "+deliveryColumns+" FROM deliveries d WHERE d.kind = 'mail'", []any{}
	also := func(condition, value string) {
		if value != "" {
			args = append(args, value)
			query += fmt.Sprintf(" AND d."+condition, len(args))
		}
	}
	also("state = CAST($%d AS TEXT)", string(q.State))
	also("purpose = CAST($%d AS TEXT)", string(q.Purpose))
	also("id < CAST($%d AS TEXT)", q.Before)
	args = append(args, bounded(q.Limit))
	return query + fmt.Sprintf(" ORDER BY d.id DESC LIMIT CAST($%d AS BIGINT)", len(args)), args
}

// MailByID implements models.Mailing.
func (s *Store) MailByID(ctx context.Context, id string) (models.Delivery, error) {
	return scanDelivery(s.reads(ctx).Row("SELECT "+deliveryColumns+" FROM deliveries d WHERE d.id = CAST($1 AS TEXT) AND d.kind = 'mail'", id))
}

// MailCounts implements models.Mailing. The counts are read from an index alone.
func (s *Store) MailCounts(ctx context.Context) (map[models.DeliveryState]int, time.Time, error) {
	on, counts := s.reads(ctx), map[models.DeliveryState]int{}
	err := on.Each("SELECT d.state, COUNT(*) FROM deliveries d WHERE d.kind = 'mail' GROUP BY d.state", nil, func(row scanner) error {
		var state models.DeliveryState
		var n int
		err := row.Scan(&state, &n)
		counts[state] = n
		return err
	})
	var oldest time.Time
	if err == nil {
		err = on.Row("SELECT d.created_at FROM deliveries d WHERE d.kind = 'mail' AND d.state = 'pending' ORDER BY d.id LIMIT 1").Scan(at{&oldest})
	}
	if errors.Is(err, models.ErrNotFound) {
		err = nil
	}
	return counts, oldest, err
}
