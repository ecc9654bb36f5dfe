package db

import (
	"fmt"
	"sync/atomic"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
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

// BenchmarkReceive_64Parallel is durable answers to a question a second, each of which plays three blocks.
func BenchmarkReceive_64Parallel(b *testing.B) {
	s := openNew(b)
	document, err := flow.Parse([]byte(`{"schema":1,"id":"main","name":"Main","start":"a","blocks":{
		"a":{"kind":"question","settings":{"text":"Which colour?","type":"text","var":"colour"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"set","settings":{"var":"n","op":"set","value":"1"},"out":{"next":{"block":"c"}}},
		"c":{"kind":"text","settings":{"text":"You said {{colour}}."},"out":{"next":{"block":"a"}}}}}`))
	if err != nil {
		b.Fatal(err)
	}
	bot, err := s.ImportBot(b.Context(), models.BotFile{Format: BotFormat, Key: "one", Name: "One", StartFlow: "main", Flows: []flow.Document{*document}}, noon)
	if err != nil {
		b.Fatal(err)
	}
	receive := func(i int64) models.Message {
		return models.Message{ClientID: fmt.Sprintf("client-%08d", i), Text: "A warm grey, like the one on the page.", Now: noon}
	}
	ids := make([]models.ConversationID, 200)
	for i := range ids {
		change, err := s.Begin(b.Context(), models.Beginning{Bot: bot, TokenHash: fmt.Sprint("t", i), Now: noon}, models.Receive(receive(int64(i))))
		if err != nil {
			b.Fatal(err)
		}
		ids[i] = change.Conversation.ID
	}
	n := atomic.Int64{}
	n.Store(1000)
	b.ReportAllocs()
	b.SetParallelism(32) // times GOMAXPROCS
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := n.Add(1)
			if _, err := s.Turn(b.Context(), ids[i%int64(len(ids))], models.Receive(receive(i))); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
}
