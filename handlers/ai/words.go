package ai

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/openai/openai-go/v3/packages/ssestream"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

// sentence says what went wrong with a service, for the team: nothing of a key is in it, and nothing of what was
// said in a chat.
func sentence(err error, s models.AISettings) string {
	var no *refusal
	var broken *ssestream.StreamError
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	switch {
	case errors.As(err, &no):
		return refused(no, s)
	case errors.As(err, &broken):
		words := around{key: s.Key}.hide(said(broken.Event.Data))
		return with("The service broke the answer off with an error", words)
	case errors.As(err, &syntax), errors.As(err, &shape):
		return begins(errGarbage)
	}
	for _, known := range []error{errCut, errNoStream, errGarbage, errTooMuch, errFiltered, errThought, errEmpty, errRounds} {
		if errors.Is(err, known) {
			return begins(known)
		}
	}
	return "The AI service could not be asked: " + outbound.Words(err, s.Within()) + "."
}

func begins(err error) string {
	words := []rune(err.Error())
	return string(words[0]-'a'+'A') + string(words[1:]) + "."
}

func refused(no *refusal, s models.AISettings) string {
	switch {
	case no.status == http.StatusUnauthorized:
		return "The service does not accept the key (401)."
	case no.page && no.status < http.StatusInternalServerError:
		return fmt.Sprintf("A page for people came back (%d). The base address is another one; often it ends with /v1.", no.status)
	case no.status >= 300 && no.status < 400:
		return fmt.Sprintf("The service sends on to another address (%d). Enter that one.", no.status)
	case no.status == http.StatusForbidden:
		return with("The service refuses this key (403)", no.words)
	case no.status == http.StatusNotFound:
		return with(fmt.Sprintf("The service does not know the model “%s”, or its base address is another one (404)", models.CleanLine(s.Model, 60)), no.words)
	case no.status == http.StatusTooManyRequests:
		return with("The service takes no more requests now (429)", no.words)
	case no.status >= http.StatusInternalServerError:
		return with(fmt.Sprintf("The service has failed (%d)", no.status), no.words)
	}
	return with(fmt.Sprintf("The service refuses the request (%d)", no.status), no.words)
}

// with adds what the service says.
func with(words, said string) string {
	if said == "" {
		return words + "."
	}
	return words + ". It says: “" + said + "”"
}
