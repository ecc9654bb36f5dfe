package ai

import (
	"context"
	"strings"

	"github.com/openai/openai-go/v3"

	"deskbell/models"
)

// longestVector is how many numbers one may have.
const longestVector = 8192

// embed gives a vector for each text.
func (s *Provider) embed(ctx context.Context, settings models.AISettings, texts []string) ([][]float32, int64, error) {
	service := openai.NewEmbeddingService(s.options(settings)...)
	var w wire
	got, err := service.New(w.watch(ctx), openai.EmbeddingNewParams{Model: settings.Embedding, EncodingFormat: openai.EmbeddingNewParamsEncodingFormatFloat,
		Input: openai.EmbeddingNewParamsInputUnion{OfArrayOfStrings: texts}})
	if err != nil && w.costs(err) {
		return nil, tokens(strings.Join(texts, "")), err
	}
	if err != nil {
		return nil, 0, err
	}
	used := models.TokensSaid(got.Usage.TotalTokens)
	if used == 0 {
		used = tokens(strings.Join(texts, ""))
	}
	all := make([][]float32, len(texts))
	for _, one := range got.Data {
		if one.Index < 0 || int(one.Index) >= len(all) || len(one.Embedding) == 0 || len(one.Embedding) > longestVector {
			return nil, used, errGarbage
		}
		vector := make([]float32, len(one.Embedding))
		for i, n := range one.Embedding {
			vector[i] = float32(n)
		}
		all[one.Index] = vector
	}
	for _, vector := range all {
		if vector == nil || len(vector) != len(all[0]) {
			return nil, used, errGarbage
		}
	}
	return all, used, nil
}
