// Package demo is the sample shop "Northwind Cycles": a bot, its team, its help pages, what its agents choose
// from, a week of conversations, and the pages of a website that carries the widget.
package demo

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"deskbell/db"
	"deskbell/models"
)

// Key is the sample bot's, and Password everybody's.
const (
	Key      = "demo"
	Password = "deskbell-demo"
)

// owner is the first name of the one who may do everything.
const owner = "Mira"

// Person is a team member that the demo makes.
type Person struct {
	Email string
	Name  string
	Role  models.Role
}

// Team is who can sign in, with Password.
func Team() []Person {
	return []Person{
		{"owner@demo.test", "Mira Solberg", models.RoleOwner},
		{"agent1@demo.test", "Jonas Weil", models.RoleAgent},
		{"agent2@demo.test", "Tove Aas", models.RoleAgent},
	}
}

// Shop is what Fill needs to know.
type Shop struct {
	Store *db.Store // empty
	// Hash turns a password into what is kept of it.
	Hash func(password string) (string, error)
	// Now is when the newest story ends; the oldest began a week before.
	Now time.Time
	// Base is the server's own address, without a slash at its end: the shop's pages are there too.
	Base string
}

//go:embed bot.json
var botFile []byte

// placeholder stands for Shop.Base in bot.json.
const placeholder = "https://base.invalid"

// Fill puts everything into an empty store.
func Fill(ctx context.Context, s Shop) error {
	var file models.BotFile
	text := bytes.ReplaceAll(botFile, []byte(placeholder), []byte(s.Base))
	if err := json.Unmarshal(text, &file); err != nil {
		return fmt.Errorf("demo: reading the bot: %w", err)
	}
	file.Sites = sitesOf(s.Base)
	week := s.Now.AddDate(0, 0, -7)
	bot, err := s.Store.ImportBot(ctx, file, week)
	if err != nil {
		return fmt.Errorf("demo: importing the bot: %w", err)
	}
	if err := s.addArticles(ctx, week); err != nil {
		return err
	}
	team, err := s.addTeam(ctx, bot, week)
	if err != nil {
		return err
	}
	if err := s.addSettings(ctx, team, week); err != nil {
		return err
	}
	return s.tellAll(ctx, bot, team)
}

// sitesOf are the origins at which the shop can be: on one's own machine it has two names.
func sitesOf(base string) []string {
	sites := []string{base}
	for _, twin := range [][2]string{{"//127.0.0.1", "//localhost"}, {"//localhost", "//127.0.0.1"}} {
		if strings.Contains(base, twin[0]) {
			sites = append(sites, strings.Replace(base, twin[0], twin[1], 1))
		}
	}
	return sites
}

// addTeam returns the team by first name.
func (s Shop) addTeam(ctx context.Context, bot *models.Bot, at time.Time) (map[string]*models.Agent, error) {
	password, err := s.Hash(Password)
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	team := map[string]*models.Agent{}
	for _, person := range Team() {
		agent := &models.Agent{Email: person.Email, Name: person.Name, Role: person.Role,
			MaxChats: models.DefaultMaxChats, Bots: []models.BotID{bot.ID}, Password: password}
		if err := s.Store.SaveAgent(ctx, agent, at); err != nil {
			return nil, fmt.Errorf("demo: adding %s: %w", person.Name, err)
		}
		if err := s.Store.SignedIn(ctx, agent.ID, at); err != nil {
			return nil, fmt.Errorf("demo: %w", err)
		}
		team[agent.FirstName()] = agent
		// Nobody is asked, but the chat that is going on is not taken from its owner for want of a browser.
		if err := s.Store.Reach(ctx, agent.ID, s.Now.Add(24*time.Hour)); err != nil {
			return nil, fmt.Errorf("demo: %w", err)
		}
	}
	return team, nil
}
