package demo

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"deskbell/models"
)

//go:embed stories/*.txt
var storyFiles embed.FS

// story is one conversation as a file of stories/ tells it: a head of "name: value" lines, an empty
// line, and a line for each thing that happens: how long after the one before, what, and the words.
type story struct {
	name  string
	ago   time.Duration // how long before Shop.Now it ends
	head  map[string]string
	steps []step
}

type step struct {
	after time.Duration
	verb  string
	words string
}

// teller plays one story.
type teller struct {
	shop  Shop
	who   models.Beginning
	team  map[string]*models.Agent
	owner models.AgentID // who of the team took over last
	id    models.ConversationID
	count int
}

// tellAll plays every story through the verbs that real visitors and agents use. Meanwhile the whole
// team is there; afterwards nobody is.
func (s Shop) tellAll(ctx context.Context, bot *models.Bot, team map[string]*models.Agent) error {
	for _, agent := range team {
		if err := s.present(ctx, agent.ID, s.Now.Add(time.Hour)); err != nil {
			return err
		}
	}
	names, err := fs.Glob(storyFiles, "stories/*.txt")
	if err != nil {
		return err
	}
	tales := make([]story, 0, len(names))
	for _, name := range names {
		tale, err := readStory(name)
		if err != nil {
			return err
		}
		tales = append(tales, tale)
	}
	// The oldest comes first, as it was: lists that go by when something was written show what the times say.
	slices.SortStableFunc(tales, func(a, b story) int { return cmp.Compare(b.ago, a.ago) })
	for _, tale := range tales {
		if err := s.tell(ctx, bot, team, tale); err != nil {
			return err
		}
	}
	for _, agent := range team {
		if err := s.present(ctx, agent.ID, time.Time{}); err != nil {
			return err
		}
	}
	return nil
}

// present lets an agent be there until, or be away for a zero time.
func (s Shop) present(ctx context.Context, id models.AgentID, until time.Time) error {
	if err := s.Store.SetWilling(ctx, id, !until.IsZero()); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := s.Store.Reach(ctx, id, until); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	return nil
}

func readStory(name string) (story, error) {
	text, err := storyFiles.ReadFile(name)
	if err != nil {
		return story{}, err
	}
	tale := story{name: name, head: map[string]string{}}
	head, body, _ := strings.Cut(string(text), "\n\n")
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(line, ":")
		tale.head[key] = strings.TrimSpace(value)
	}
	if tale.ago, err = time.ParseDuration(tale.head["ago"]); err != nil {
		return story{}, fmt.Errorf("demo: %s: %w", name, err)
	}
	lines := bufio.NewScanner(strings.NewReader(body))
	for lines.Scan() {
		words := strings.SplitN(strings.TrimSpace(lines.Text()), " ", 3)
		if len(words) < 2 {
			continue
		}
		after, err := time.ParseDuration(words[0])
		if err != nil {
			return story{}, fmt.Errorf("demo: %s: %w", name, err)
		}
		next := step{after: after, verb: words[1]}
		if len(words) == 3 {
			next.words = words[2]
		}
		tale.steps = append(tale.steps, next)
	}
	return tale, lines.Err()
}

// secret is what the visitor of a story would hold; only its hash is kept, so nobody can use it.
func (t story) secret() string {
	sum := sha256.Sum256([]byte("a visitor of the demo: " + t.head["visitor"]))
	return hex.EncodeToString(sum[:])
}
