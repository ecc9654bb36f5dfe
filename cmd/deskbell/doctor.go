package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"syscall"
	"time"

	"deskbell/db"
)

type doctorCommand struct {
	keptFlags
	BaseURL  string `env:"DESKBELL_BASE_URL" placeholder:"URL" help:"Also ask the server at this address whether it is well."`
	SMTP     string `name:"smtp" env:"DESKBELL_SMTP" placeholder:"URL" help:"Mail server to try, as serve was told; what was saved in Settings wins."`
	MailFrom string `env:"DESKBELL_MAIL_FROM" placeholder:"ADDRESS" help:"Whom mails are from, as serve was told."`

	aiFlags

	AllowOutbound []string `env:"DESKBELL_ALLOW_OUTBOUND" placeholder:"CIDR" help:"Networks that an AI service, or a mail server which was saved in Settings may be in although they are not public, as serve was told."`
}

// Help is what `deskbell doctor --help` says below its first line.
func (doctorCommand) Help() string {
	return `Each check is a line. Exit 1 when one of them finds something wrong.

  deskbell doctor --data /var/lib/deskbell --base-url https://chat.example.com`
}

// checkup is one thing to look at: what it is called, and what was found.
type checkup struct {
	name string
	look func() (finding string, err error)
}

func (c doctorCommand) Run(w world) error {
	checks := []checkup{
		{"folder", c.folder},
		{"space", c.space},
		{"database", func() (string, error) { return c.database(w) }},
		{"mail", func() (string, error) { return c.mail(w) }},
		{"ai", func() (string, error) { return c.ai(w) }},
		{"clock", func() (string, error) { return clock(w.now()) }},
	}
	if c.BaseURL != "" {
		checks = append(checks, checkup{"address", func() (string, error) { return c.address(w.ctx) }})
	}
	wrong := 0
	for _, check := range checks {
		finding, err := check.look()
		if err != nil {
			wrong++
			fmt.Fprintf(w.stdout, "wrong  %-9s %v\n", check.name, err)
			continue
		}
		fmt.Fprintf(w.stdout, "ok     %-9s %s\n", check.name, finding)
	}
	if wrong > 0 {
		return fmt.Errorf("%s found", counted(wrong, "problem"))
	}
	return nil
}

func (c doctorCommand) folder() (string, error) {
	about, err := os.Stat(c.Data)
	if err != nil {
		return "", err
	}
	if !about.IsDir() {
		return "", fmt.Errorf("%s is not a folder", c.Data)
	}
	if open := about.Mode().Perm() & 0o077; open != 0 {
		return "", fmt.Errorf("other users of this machine can look into %s; run chmod 700 %s", c.Data, c.Data)
	}
	probe, err := os.CreateTemp(c.Data, ".doctor-*")
	if err != nil {
		return "", fmt.Errorf("nothing can be written to %s: %w", c.Data, err)
	}
	return c.Data + " is there, writable and private", errors.Join(probe.Close(), os.Remove(probe.Name()))
}

// leastSpace is what a day's conversations and a backup need at the very least, in bytes.
const leastSpace = 256 << 20

func (c doctorCommand) space() (string, error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(c.Data, &disk); err != nil {
		return "", fmt.Errorf("the disk of %s cannot be asked: %w", c.Data, err)
	}
	free := disk.Bavail * uint64(disk.Bsize)
	if free < leastSpace {
		return "", fmt.Errorf("%d MB are free, and Deskbell wants %d MB at least", free>>20, leastSpace>>20)
	}
	return fmt.Sprintf("%.1f GB free", float64(free)/1e9), nil
}

func (c doctorCommand) database(w world) (string, error) {
	finding := "SQLite " + db.SQLiteVersion() + ", whole and writable"
	return finding, c.with(w, func(store *db.Store) error {
		if err := store.Check(w.ctx); err != nil {
			return err
		}
		if err := store.Writable(w.ctx); err != nil {
			return err
		}
		files, err := store.CheckFiles(w.ctx) // reads them all
		if err != nil {
			return err
		}
		finding += ", " + counted(files, "file") + " as sent"
		secrets, err := store.Secrets().Check(w.ctx)
		if err != nil {
			return err
		}
		if secrets > 0 {
			finding += ", " + counted(secrets, "secret") + " to open"
		}
		acts, err := store.CheckAudit(w.ctx)
		if err != nil {
			return err
		}
		if acts > 0 {
			finding += fmt.Sprintf(", %d entries of the audit log as kept", acts)
		}
		owned, err := store.HasOwner(w.ctx)
		if err == nil && !owned {
			finding += ", without an owner yet"
		}
		return err
	})
}

// clock refuses a time before this was written: certificates, sign-ins and waiting times need a
// clock that is about right.
func clock(now time.Time) (string, error) {
	if now.Year() < 2026 {
		return "", fmt.Errorf("this machine believes it is %s; set its clock", now.UTC().Format(time.DateOnly))
	}
	return now.UTC().Format(time.RFC3339), nil
}

// address asks the running server, the way browsers reach it.
func (c doctorCommand) address(ctx context.Context) (string, error) {
	base, err := parseBase(c.BaseURL)
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/readyz", nil)
	if err != nil {
		return "", err
	}
	client := &http.Client{}
	answer, err := client.Do(request)
	if err != nil {
		return "", fmt.Errorf("%s does not answer: %w", base, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s/readyz answers %s", base, answer.Status)
	}
	return base + " answers and can serve", nil
}
