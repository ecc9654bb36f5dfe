package db

import (
	"fmt"
	"sync/atomic"
	"testing"

	"deskbell/models"
)

// BenchmarkTurn_64Parallel is durable messages a second with 64 callers at a time.
func BenchmarkTurn_64Parallel(b *testing.B) {
	s := openNew(b)
	bot := addBot(b, s, "one")
	conversations := make([]models.Conversation, 200)
	for i := range conversations {
		conversations[i] = begin(b, s, bot, fmt.Sprint("t", i))
	}
	var n atomic.Int64
	b.ReportAllocs()
	b.SetParallelism(32) // times GOMAXPROCS
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := n.Add(1)
			c := conversations[i%int64(len(conversations))]
			if _, err := s.Turn(b.Context(), c.ID, say(fmt.Sprint(i), "How much is shipping to Norway, and how long does it take?", noon)); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
}
