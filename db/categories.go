package db

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"deskbell/models"
)

// Categories implements models.Categories.
func (s *Store) Categories(ctx context.Context) ([]models.Category, error) {
	return categories(s.reads(ctx))
}

func categories(on asker) ([]models.Category, error) {
	var all []models.Category
	err := on.Each("SELECT k.id, k.name, k.place FROM categories k ORDER BY k.place, k.id", nil, func(row scanner) error {
		var c models.Category
		err := row.Scan(&c.ID, &c.Name, &c.Place)
		all = append(all, c)
		return err
	})
	return all, err
}

// SaveCategory implements models.Categories.
func (s *Store) SaveCategory(ctx context.Context, c *models.Category) error {
	name, err := models.CleanCategory(c.Name)
	if err != nil {
		return err
	}
	kept := *c
	kept.Name = name
	err = s.Do(ctx, func(tx *Tx) error { return saveCategory(tx, &kept) })
	if err == nil {
		*c = kept
	}
	return err
}

func saveCategory(tx *Tx, c *models.Category) error {
	all, err := categories(tx)
	if err != nil {
		return err
	}
	old := slices.IndexFunc(all, func(o models.Category) bool { return o.ID == c.ID })
	if c.ID != "" && old < 0 {
		return models.ErrNotFound
	}
	if slices.ContainsFunc(all, func(o models.Category) bool { return o.ID != c.ID && strings.EqualFold(o.Name, c.Name) }) {
		return &models.Error{Code: models.CodeConflict, Field: "name", Message: "There is a category with this name already."}
	}
	if old >= 0 {
		c.Place = all[old].Place
		return renameCategory(tx, all[old], c.Name)
	}
	if len(all) >= models.MostCategories {
		return &models.Error{Code: models.CodeTooLarge, Field: "name", Message: fmt.Sprintf("There are %d categories already; that is as many as fit into a list to choose from.", len(all))}
	}
	if c.ID, err = newID(); err != nil {
		return err
	}
	for _, o := range all {
		c.Place = max(c.Place, o.Place+1)
	}
	_, err = tx.Exec("INSERT INTO categories (id, name, place) VALUES ($1, $2, $3)", c.ID, c.Name, c.Place)
	return err
}

// renameCategory renames in open conversations as well: they are filed under what the list has.
func renameCategory(tx *Tx, old models.Category, name string) error {
	if old.Name == name {
		return nil
	}
	if _, err := tx.Exec("UPDATE categories SET name = $1 WHERE id = $2", name, old.ID); err != nil {
		return err
	}
	rev, err := tx.group.nextRev(tx)
	if err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE conversations SET category = $1, rev = $2 WHERE category = CAST($3 AS TEXT) AND category <> '' AND state <> 'closed'",
		name, rev, old.Name)
	return err
}

// MoveCategory implements models.Categories.
func (s *Store) MoveCategory(ctx context.Context, id string, place int) error {
	return s.Do(ctx, func(tx *Tx) error {
		all, err := categories(tx)
		if err != nil {
			return err
		}
		from := slices.IndexFunc(all, func(o models.Category) bool { return o.ID == id })
		if from < 0 {
			return models.ErrNotFound
		}
		moved := all[from]
		all = slices.Delete(all, from, from+1)
		all = slices.Insert(all, min(max(place, 0), len(all)), moved)
		for i, c := range all {
			if _, err := tx.Exec("UPDATE categories SET place = $1 WHERE id = $2", i, c.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// DeleteCategory implements models.Categories.
func (s *Store) DeleteCategory(ctx context.Context, id string) error {
	return s.Do(ctx, func(tx *Tx) error {
		return found(tx.Exec("DELETE FROM categories WHERE id = $1", id))
	})
}

// CategoryUses implements models.CategoryUses.
func (s *Store) CategoryUses(ctx context.Context) (map[string]int, error) {
	on := s.reads(ctx)
	all, err := categories(on)
	if err != nil {
		return nil, err
	}
	uses := map[string]int{}
	for _, c := range all {
		var n int
		err := on.Row("SELECT COUNT(*) FROM conversations c WHERE c.category = CAST($1 AS TEXT) AND c.category <> ''", c.Name).Scan(&n)
		if err != nil {
			return nil, err
		}
		uses[c.Name] = n
	}
	return uses, nil
}

// Carriers implements models.CategoryUses.
func (s *Store) Carriers(ctx context.Context, who models.Reader, name string) ([]models.Conversation, error) {
	var all []models.Conversation
	err := s.reads(ctx).Each(`SELECT `+conversationColumns+conversationTables+`WHERE`+mayRead+`AND c.category = CAST($4 AS TEXT)
		AND c.category <> '' AND c.state <> 'closed' ORDER BY c.id DESC LIMIT CAST($5 AS BIGINT)`, may(who, name, mostRows), func(row scanner) error {
		c, err := scanConversation(row)
		all = append(all, c)
		return err
	})
	return all, err
}
