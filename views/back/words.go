// Package back draws the pages behind the links of mails to visitors: back into the chat, and no more mails.
package back

import (
	"strings"
	"unicode/utf8"
)

// Opening is what these pages know: nothing of the conversation.
type Opening struct {
	Bot      string // as visitors know it
	Address  string // that the link was mailed to
	Key      string // of the bot
	Path     string // of the link
	Language string // one that the bot speaks
	Stopped  bool   // mails have ended already
}

// mailedTo is the address as far as whoever has it knows it again. Somebody who was given a stranger's link sees by
// it that the chat is not his own.
func (p Opening) mailedTo() string {
	local, host, _ := strings.Cut(p.Address, "@")
	if local == "" || host == "" {
		return ""
	}
	_, first := utf8.DecodeRuneInString(local)
	return local[:first] + "•••@" + host
}

// words are what stands on these pages in one language.
type words struct {
	tag, goOn, about, script string
	lost, busy, nowhere      string // told by the page's script
	stop, stopAsk, stopOf    string // stopOf has {bot}
	stopped, stoppedAbout    string
}

func (w words) stopAbout(bot string) string { return strings.ReplaceAll(w.stopOf, "{bot}", bot) }

// wordsIn are those of a language, else English.
func wordsIn(tag string) words {
	for _, w := range []words{german(), spanish(), french(), italian(), dutch(), portuguese()} {
		if w.tag == tag {
			return w
		}
	}
	return english()
}

func english() words {
	return words{tag: "en", goOn: "Go on with the chat",
		about:   "Your chat opens in this browser, with everything that was said.",
		script:  "The chat needs JavaScript, which is switched off in this browser.",
		lost:    "This did not work. Check the connection and try again.",
		busy:    "That was often within a short time. Try again in a minute.",
		nowhere: "This browser keeps nothing for this site, so the chat could not stay open. Allow site data, or use another browser.",
		stop:    "Stop the emails", stopAsk: "Stop emails about this chat?",
		stopOf:       "You get no more emails about your chat with {bot}. Answers still stand in the chat itself.",
		stopped:      "You get no more emails about this chat",
		stoppedAbout: "Answers still stand in the chat itself."}
}

func german() words {
	return words{tag: "de", goOn: "Chat fortsetzen",
		about:   "Ihr Chat öffnet sich in diesem Browser, mit allem, was gesagt wurde.",
		script:  "Der Chat braucht JavaScript. In diesem Browser ist es ausgeschaltet.",
		lost:    "Das hat nicht geklappt. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.",
		busy:    "Das war oft in kurzer Zeit. Versuchen Sie es in einer Minute noch einmal.",
		nowhere: "Dieser Browser speichert für diese Website nichts, der Chat bliebe nicht offen. Erlauben Sie Websitedaten oder nehmen Sie einen anderen Browser.",
		stop:    "Keine E-Mails mehr", stopAsk: "Keine E-Mails mehr zu diesem Chat?",
		stopOf:       "Sie erhalten keine E-Mails mehr zu Ihrem Chat mit {bot}. Antworten stehen weiterhin im Chat selbst.",
		stopped:      "Sie erhalten keine E-Mails mehr zu diesem Chat",
		stoppedAbout: "Antworten stehen weiterhin im Chat selbst."}
}

func spanish() words {
	return words{tag: "es", goOn: "Continuar el chat",
		about:   "Su chat se abre en este navegador, con todo lo que se ha dicho.",
		script:  "El chat necesita JavaScript, que está desactivado en este navegador.",
		lost:    "No ha funcionado. Compruebe la conexión e inténtelo de nuevo.",
		busy:    "Han sido muchas veces en poco tiempo. Inténtelo de nuevo en un minuto.",
		nowhere: "Este navegador no guarda nada de este sitio, así que el chat no podría quedar abierto. Permita los datos del sitio o use otro navegador.",
		stop:    "No recibir más correos", stopAsk: "¿No recibir más correos sobre este chat?",
		stopOf:       "No recibirá más correos sobre su chat con {bot}. Las respuestas siguen estando en el propio chat.",
		stopped:      "No recibirá más correos sobre este chat",
		stoppedAbout: "Las respuestas siguen estando en el propio chat."}
}

func french() words {
	return words{tag: "fr", goOn: "Continuer le chat",
		about:   "Votre chat s’ouvre dans ce navigateur, avec tout ce qui a été dit.",
		script:  "Le chat a besoin de JavaScript, qui est désactivé dans ce navigateur.",
		lost:    "Cela n’a pas fonctionné. Vérifiez la connexion et réessayez.",
		busy:    "Cela fait beaucoup d’essais en peu de temps. Réessayez dans une minute.",
		nowhere: "Ce navigateur ne conserve rien pour ce site : le chat ne pourrait pas rester ouvert. Autorisez les données du site ou utilisez un autre navigateur.",
		stop:    "Ne plus recevoir d’e-mails", stopAsk: "Ne plus recevoir d’e-mails sur ce chat ?",
		stopOf:       "Vous ne recevrez plus d’e-mails sur votre chat avec {bot}. Les réponses restent dans le chat.",
		stopped:      "Vous ne recevrez plus d’e-mails sur ce chat",
		stoppedAbout: "Les réponses restent dans le chat."}
}

func italian() words {
	return words{tag: "it", goOn: "Continua la chat",
		about:   "La Sua chat si apre in questo browser, con tutto ciò che è stato detto.",
		script:  "La chat ha bisogno di JavaScript, che in questo browser è disattivato.",
		lost:    "Non ha funzionato. Controlli la connessione e riprovi.",
		busy:    "Troppi tentativi in poco tempo. Riprovi tra un minuto.",
		nowhere: "Questo browser non conserva nulla per questo sito, quindi la chat non potrebbe restare aperta. Consenta i dati del sito o usi un altro browser.",
		stop:    "Non ricevere più email", stopAsk: "Non ricevere più email su questa chat?",
		stopOf:       "Non riceverà più email sulla Sua chat con {bot}. Le risposte restano nella chat stessa.",
		stopped:      "Non riceverà più email su questa chat",
		stoppedAbout: "Le risposte restano nella chat stessa."}
}

func dutch() words {
	return words{tag: "nl", goOn: "Verder met de chat",
		about:   "Uw chat opent in deze browser, met alles wat er is gezegd.",
		script:  "De chat heeft JavaScript nodig; dat staat in deze browser uit.",
		lost:    "Dat is niet gelukt. Controleer de verbinding en probeer het opnieuw.",
		busy:    "Dat was vaak in korte tijd. Probeer het over een minuut opnieuw.",
		nowhere: "Deze browser bewaart niets voor deze site, dus de chat zou niet open blijven. Sta sitegegevens toe of gebruik een andere browser.",
		stop:    "Geen e-mails meer", stopAsk: "Geen e-mails meer over deze chat?",
		stopOf:       "U krijgt geen e-mails meer over uw chat met {bot}. Antwoorden staan nog steeds in de chat zelf.",
		stopped:      "U krijgt geen e-mails meer over deze chat",
		stoppedAbout: "Antwoorden staan nog steeds in de chat zelf."}
}

func portuguese() words {
	return words{tag: "pt", goOn: "Continuar o chat",
		about:   "O seu chat abre neste navegador, com tudo o que foi dito.",
		script:  "O chat precisa de JavaScript, que está desativado neste navegador.",
		lost:    "Não funcionou. Verifique a ligação e tente novamente.",
		busy:    "Foram muitas vezes em pouco tempo. Tente novamente dentro de um minuto.",
		nowhere: "Este navegador não guarda nada deste site, por isso o chat não poderia ficar aberto. Permita os dados do site ou use outro navegador.",
		stop:    "Não receber mais e-mails", stopAsk: "Não receber mais e-mails sobre este chat?",
		stopOf:       "Não receberá mais e-mails sobre o seu chat com {bot}. As respostas continuam no próprio chat.",
		stopped:      "Não receberá mais e-mails sobre este chat",
		stoppedAbout: "As respostas continuam no próprio chat."}
}
