package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"deskbell/db"
	"deskbell/handlers/web"
	"deskbell/models"
)

// whom names a team member, as an argument or as --email.
type whom struct {
	Address string `arg:"" optional:"" help:"Their email address."`
	Email   string `placeholder:"ADDRESS" help:"The same, as a flag."`
}

func (f whom) address() (string, error) {
	switch {
	case f.Address == "" && f.Email == "":
		return "", misused("whose? Give the email address of the team member")
	case f.Address != "" && f.Email != "" && !strings.EqualFold(f.Address, f.Email):
		return "", misused("there are two addresses, %s and %s; give one", f.Address, f.Email)
	}
	return f.Address + strings.TrimPrefix(f.Email, f.Address), nil
}

type userDisable struct {
	keptFlags
	whom
}

func (c userDisable) Run(w world) error {
	return c.change(w, c.whom, models.ActMemberDisabled, func(store *db.Store, agent *models.Agent) (string, error) {
		if agent.Role == models.RoleOwner {
			if err := anotherOwner(w, store, agent.ID); err != nil {
				return "", err
			}
		}
		agent.Disabled = true
		return fmt.Sprintf("%s <%s> is signed out and cannot sign in again.", agent.Name, agent.Email), nil
	})
}

// anotherOwner errors when nobody but id owns this Deskbell.
func anotherOwner(w world, store *db.Store, id models.AgentID) error {
	team, err := store.Agents(w.ctx)
	if err != nil {
		return err
	}
	for _, other := range team {
		if other.ID != id && other.Role == models.RoleOwner && !other.Disabled {
			return nil
		}
	}
	return errors.New("this is the only owner; make somebody else an owner first")
}

type userPassword struct {
	keptFlags
	whom
	DropSecondFactor bool `help:"Ask for the password alone from now on, for who has lost the app and the recovery codes."`
}

// Help is what `deskbell user password --help` says below its first line.
func (userPassword) Help() string {
	return `The password is one line, and has ten characters at least.

  deskbell user password mira@example.com < password.txt
  deskbell user password mira@example.com --drop-second-factor < password.txt`
}

func (c userPassword) Run(w world) error {
	password, err := w.readPassword()
	if err != nil {
		return err
	}
	return c.change(w, c.whom, models.ActPassword, func(store *db.Store, agent *models.Agent) (string, error) {
		agent.Password = password
		if c.DropSecondFactor {
			err := store.SetSecondFactor(w.ctx, agent.ID, nil)
			if err == nil {
				err = w.note(store, models.Act{What: models.ActFactorTaken, Object: agent.Name})
			}
			if err != nil {
				return "", err
			}
		}
		return fmt.Sprintf("The password of %s <%s> is changed; every session is signed out.", agent.Name, agent.Email), nil
	})
}

// change loads a team member, lets edit change it and say so, and ends what was signed in before. what is how the
// audit log calls it.
func (f keptFlags) change(w world, who whom, what string, edit func(*db.Store, *models.Agent) (string, error)) error {
	address, err := who.address()
	if err != nil {
		return err
	}
	return f.with(w, func(store *db.Store) error {
		agent, err := store.AgentByEmail(w.ctx, address)
		if errors.Is(err, models.ErrNotFound) {
			return fmt.Errorf("nobody on the team has the address %s; deskbell user list shows who is there", address)
		}
		if err != nil {
			return err
		}
		done, err := edit(store, agent)
		if err != nil {
			return err
		}
		agent.AuthRev++
		if err := store.SaveAgent(w.ctx, agent, w.now()); err != nil {
			return err
		}
		if err := w.note(store, models.Act{What: what, Object: agent.Name}); err != nil {
			return err
		}
		fmt.Fprintln(w.stdout, done)
		return nil
	})
}

// longestPassword bounds what is read, in bytes.
const longestPassword = 1024

// readPassword reads one line and returns what is kept of it.
func (w world) readPassword() (string, error) {
	if file, ok := w.stdin.(*os.File); ok && isTerminal(file) {
		fmt.Fprint(w.stderr, "Password (it shows while you type): ")
	}
	line, err := bufio.NewReader(io.LimitReader(w.stdin, longestPassword+2)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("the password could not be read: %w", err)
	}
	password := strings.TrimRight(line, "\r\n")
	if password == "" {
		return "", misused("the password is read from standard input, and there is none; type it, or use < password.txt")
	}
	return web.HashPassword(w.ctx, password)
}

// isTerminal says whether a person types there; the empty device is no person.
func isTerminal(file *os.File) bool {
	about, err := file.Stat()
	if err != nil || about.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(about, null)
}
