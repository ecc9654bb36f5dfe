package ai

import (
	"context"
	"crypto/sha256"
	"math"
	"slices"
	"sync"
	"time"

	"deskbell/models"
)

// The bounds of ranking by meaning: how many vectors stay in memory (6 KiB each, as services make them), and how long
// one request may take of an answer's time.
const (
	mostVectors = 2048
	rankWithin  = 5 * time.Second
	// fuse is the constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009).
	fuse = 60
)

// ranker puts passages into an order by their words and their meaning together.
type ranker struct {
	provider *Provider
	lock     sync.Mutex
	vectors  map[[32]byte][]float32
}

func newRanker(p *Provider) *ranker { return &ranker{provider: p, vectors: map[[32]byte][]float32{}} }

// rank is the order, and how many tokens that took. Passages whose vectors are known cost none.
func (r *ranker) rank(ctx context.Context, s models.AISettings, words string, found []models.Passage) ([]models.Passage, int64, error) {
	ctx, cancel := context.WithTimeout(ctx, rankWithin)
	defer cancel()
	keys := make([][32]byte, len(found))
	vectors := make([][]float32, len(found))
	ask, of := []string{words}, []int(nil)
	r.lock.Lock()
	for i, p := range found {
		text := mask(p.Title + " › " + p.Heading + "\n" + short(p.Text, mostPassage))
		keys[i] = sha256.Sum256([]byte(s.URL + "\x00" + s.Embedding + "\x00" + text))
		if vectors[i] = r.vectors[keys[i]]; vectors[i] == nil {
			ask, of = append(ask, text), append(of, i)
		}
	}
	r.lock.Unlock()
	got, used, err := r.provider.embed(ctx, s, ask)
	if err != nil {
		return nil, used, err
	}
	r.lock.Lock()
	if len(r.vectors)+len(of) > mostVectors {
		clear(r.vectors)
	}
	for n, i := range of {
		vectors[i] = got[n+1]
		r.vectors[keys[i]] = got[n+1]
	}
	r.lock.Unlock()
	return fused(found, nearness(got[0], vectors)), used, nil
}

// nearness is the cosine of each vector with the one of the question.
func nearness(question []float32, vectors [][]float32) []float64 {
	near := make([]float64, len(vectors))
	for i, v := range vectors {
		if len(v) != len(question) { // of another model by the same name
			continue
		}
		var dot, a, b float64
		for k := range v {
			dot += float64(v[k]) * float64(question[k])
			a += float64(v[k]) * float64(v[k])
			b += float64(question[k]) * float64(question[k])
		}
		if a > 0 && b > 0 {
			near[i] = dot / math.Sqrt(a*b)
		}
	}
	return near
}

// fused is the order by both ranks.
func fused(found []models.Passage, near []float64) []models.Passage {
	byMeaning := make([]int, len(found))
	for i := range byMeaning {
		byMeaning[i] = i
	}
	slices.SortStableFunc(byMeaning, func(a, b int) int {
		switch {
		case near[a] > near[b]:
			return -1
		case near[a] < near[b]:
			return 1
		}
		return 0
	})
	score := make([]float64, len(found))
	for rank, i := range byMeaning {
		score[i] = 1/float64(fuse+i+1) + 1/float64(fuse+rank+1)
	}
	order := slices.Clone(byMeaning)
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case score[a] > score[b]:
			return -1
		case score[a] < score[b]:
			return 1
		}
		return 0
	})
	all := make([]models.Passage, len(order))
	for n, i := range order {
		all[n] = found[i]
	}
	return all
}
