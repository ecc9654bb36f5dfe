package models

import (
	"context"
	"time"
)

// PassageText is what a model for embeddings is told of a passage.
type PassageText struct {
	Num                  int64    // which passage it is, until its article is saved again
	Said                 [32]byte // the hash of what it says
	Title, Heading, Text string
}

// PassageVector is what such a model made of a passage; none where it takes everything but this.
type PassageVector struct {
	Num    int64
	Said   [32]byte
	Vector []float32
}

// PassageVectors finds what articles say by its meaning. A model is known by what AISettings.Meaning gives.
type PassageVectors interface {
	// PassagesWithout are passages of published articles that have no vector of this model yet.
	PassagesWithout(ctx context.Context, model string, most int) ([]PassageText, error)
	// KeepVectors keeps them, in the place of another model's; not of a passage that says something else by now.
	KeepVectors(ctx context.Context, model string, all []PassageVector) error
	// NearPassages are those whose meaning is nearest to a vector, the nearest first, at most q.Limit (0: 6) and of published
	// articles alone. The words of q do not count.
	NearPassages(ctx context.Context, model string, vector []float32, q PassageQuery) ([]Passage, error)
	// ForgetVectors gives back the memory that they take; they stay kept.
	ForgetVectors()
	// EmbeddingUse is how many tokens of the day are used, by whatever.
	EmbeddingUse(ctx context.Context, now time.Time) (int64, error)
	// UseForEmbedding adds what no answer has used, as AISettings.Embedded gives it, to the day's limits and to its sums.
	UseForEmbedding(ctx context.Context, used AIDay, now time.Time) error
}

// Meaning is the model for embeddings with its place: what two of them say cannot be compared. "" is none.
func (s AISettings) Meaning() string {
	if !s.On() || s.Embedding == "" {
		return ""
	}
	return s.Embedding + " " + s.URL
}
