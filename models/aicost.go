package models

// mostTokensSaid is how many tokens a service may say that it has used at once.
const mostTokensSaid = 1_000_000_000_000

// TokensSaid is how many tokens a service says that it has used, within reason: sums of it stay numbers.
func TokensSaid(n int64) int64 { return min(max(n, 0), mostTokensSaid) }

// Cost is what tokens cost by the prices that are set.
func (s AISettings) Cost(in, out, embedded int64) float64 {
	return (float64(in)*s.InputPrice + float64(out)*s.OutputPrice + float64(embedded)*s.EmbeddingPrice) / 1_000_000
}

// Priced is an answer with what its tokens cost now.
func (s AISettings) Priced(a AIAnswer) AIAnswer {
	a.Cost, a.Currency = s.Cost(a.TokensIn, a.TokensOut, a.TokensEmbedded), s.Currency
	return a
}

// Embedded is what the model for embeddings has used, outside of answers, and what that costs now.
func (s AISettings) Embedded(tokens int64) AIDay {
	return AIDay{Model: s.Embedding, Port: AIEmbedded, TokensEmbedded: tokens, Cost: s.Cost(0, 0, tokens), Currency: s.Currency}
}
