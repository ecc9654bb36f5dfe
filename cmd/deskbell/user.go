package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"deskbell/db"
	"deskbell/models"
)

type userCommands struct {
	Add      userAdd      `cmd:"" help:"Add a team member; the password is read from standard input."`
	List     userList     `cmd:"" help:"List the team."`
	Disable  userDisable  `cmd:"" help:"Sign somebody out everywhere and let them in no more."`
	Password userPassword `cmd:"" help:"Set a new password, read from standard input; it ends every session."`
}

type userAdd struct {
	keptFlags
	Email    string   `required:"" placeholder:"ADDRESS" help:"What they sign in with."`
	Name     string   `required:"" help:"First and last name; visitors see the first."`
	Role     string   `default:"agent" placeholder:"ROLE" help:"owner, admin, supervisor, account_manager, agent or support_agent (default agent)."`
	MaxChats int      `default:"3" placeholder:"N" help:"How many live chats at a time, 1 to 50 (default 3)."`
	Bots     []string `placeholder:"KEY" help:"Keys of the bots they answer for; owners, admins and supervisors see all."`
}

// Help is what `deskbell user add --help` says below its first line.
func (userAdd) Help() string {
	return `The password is one line, and has ten characters at least.

  deskbell user add --email mira@example.com --name "Mira Solberg" --role owner < password.txt
  pass deskbell/jonas | deskbell user add --email jonas@example.com --name "Jonas Weil" --bots shop --max-chats 5`
}

func (c userAdd) Run(w world) error {
	agent, err := c.agent()
	if err != nil {
		return err
	}
	if agent.Password, err = w.readPassword(); err != nil {
		return err
	}
	return c.withNew(w, func(store *db.Store) error {
		if agent.Bots, err = botIDs(w, store, c.Bots); err != nil {
			return err
		}
		if err := store.SaveAgent(w.ctx, agent, w.now()); err != nil {
			return err
		}
		if err := w.note(store, models.Act{What: models.ActMemberAdded, Object: agent.Name, Detail: agent.Email + ", " + agent.Role.Words()}); err != nil {
			return err
		}
		fmt.Fprintf(w.stdout, "%s <%s> is on the team as %s.\n", agent.Name, agent.Email, agent.Role.Words())
		return nil
	})
}

// agent is the flags, checked.
func (c userAdd) agent() (*models.Agent, error) {
	email, err := models.CleanEmail("email", c.Email)
	if err != nil {
		return nil, misused("--email is %q, but must be like mira@example.com", c.Email)
	}
	name := models.CleanLine(c.Name, 80)
	if name == "" {
		return nil, misused("--name is empty, but visitors need to see one")
	}
	role, err := roleOf(c.Role)
	if err != nil {
		return nil, err
	}
	if c.MaxChats < 1 || c.MaxChats > models.MostChats {
		return nil, misused("--max-chats is %d, but must be 1 to %d", c.MaxChats, models.MostChats)
	}
	return &models.Agent{Email: email, Name: name, Role: role, MaxChats: c.MaxChats}, nil
}

// roleOf takes a role in its own form or as people write it: "Support Agent" is support_agent.
func roleOf(given string) (models.Role, error) {
	plain := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(given)))
	names := make([]string, 0, len(models.Roles()))
	for _, role := range models.Roles() {
		if plain == string(role) {
			return role, nil
		}
		names = append(names, string(role))
	}
	return "", misused("--role is %q, but must be one of %s", given, strings.Join(names, ", "))
}

func botIDs(w world, store *db.Store, keys []string) ([]models.BotID, error) {
	var ids []models.BotID
	for _, key := range keys {
		bot, err := store.BotByKey(w.ctx, strings.TrimSpace(key))
		if errors.Is(err, models.ErrNotFound) {
			return nil, misused("--bots has %q, but there is no such bot; deskbell bot list shows the keys", key)
		}
		if err != nil {
			return nil, err
		}
		ids = append(ids, bot.ID)
	}
	return ids, nil
}

type userList struct{ keptFlags }

func (c userList) Run(w world) error {
	return c.with(w, func(store *db.Store) error {
		team, err := store.Agents(w.ctx)
		if err != nil {
			return err
		}
		keys, err := botKeys(w, store)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(w.stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(table, "EMAIL\tNAME\tROLE\tMAX CHATS\tBOTS\tSTATE")
		for _, agent := range team {
			state := "active"
			if agent.Disabled {
				state = "disabled"
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\t%s\n", agent.Email, agent.Name, agent.Role.Words(),
				agent.MaxChats, assigned(agent, keys), state)
		}
		return table.Flush()
	})
}

func botKeys(w world, store *db.Store) (map[models.BotID]string, error) {
	bots, err := store.Bots(w.ctx)
	keys := map[models.BotID]string{}
	for _, bot := range bots {
		keys[bot.ID] = bot.Key
	}
	return keys, err
}

func assigned(agent models.Agent, keys map[models.BotID]string) string {
	if agent.Role.May(models.PermitAllBots) {
		return "all"
	}
	if len(agent.Bots) == 0 {
		return "none"
	}
	names := make([]string, len(agent.Bots))
	for i, id := range agent.Bots {
		names[i] = keys[id]
	}
	return strings.Join(names, ",")
}
