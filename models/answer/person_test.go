package answer

import (
	"strings"
	"testing"

	"deskbell/models/wording"
)

// personAsked are sentences by which somebody asks for a person, a language each.
func personAsked() map[string]string {
	return map[string]string{"en": `
hi, could I please speak to a person about a delivery?
I'd like to chat with a customer service representative
this isn't helping, can I get a human
Just give me a person
any human around?
Can you transfer me to an actual person
i wanna talk to someone real
hello i need to speak to someone urgently
please let me talk with your support team
are there any real people here
talk to human
talk to agent
speak to representative
I need help from a real person
can I get in touch with someone
I would like to talk to a member of staff
how can i contact a human
connect me to a human being
can I speak to your manager
I need a live person
Can I talk to a human?
can i talk to somebody
I want to speak with a real person
I'd like to speak to someone, please
Let me talk to an agent
Please connect me to a representative
transfer me to a live agent
human
Human please!
agent
I need a human
I need to talk to a person about my order
get me a human now
Could you put me through to customer service?
speak to a supervisor
I don't want to talk to a bot
I do not want to speak with a machine
stop talking to me, I want a real person
Is there a real person I can talk to?
is there someone i can speak with
Can a human help me with this?
live chat
customer service
How do I get in touch with a real person?
connect me with support
I would rather talk to a human being
Can someone from your team talk to me?
I'm sick of talking to a robot
Why can't I speak to a human?
not a bot, a real person
I WANT A HUMAN AGENT
Please escalate this to a human
may I chat with one of your staff
operator
let me speak to the manager
real person please
I want someone real`, "de": `
Ich würde gerne mit einem echten Menschen sprechen
kann ich bitte einen Mitarbeiter sprechen
Ich will mit einem Mitarbeiter reden!!
mit Mensch reden
Gib mir einen Menschen
Ist da ein echter Mensch?
Kann ich mit dem Support reden?
Bitte verbinden Sie mich mit einem Mitarbeiter.
ich hätte gerne jemanden zum reden
Wie erreiche ich einen Mitarbeiter?
Bitte weiterleiten an einen Menschen
Kann ich mit einem Menschen sprechen?
Ich möchte mit jemandem reden
ich moechte mit einem mitarbeiter sprechen
Mitarbeiter
Bitte einen Menschen
Mensch bitte
Verbinden Sie mich mit einem Berater
Verbinde mich bitte mit dem Kundenservice
Ich will einen echten Menschen
Ich brauche einen Ansprechpartner
Gibt es hier jemanden, mit dem ich sprechen kann?
Kann mir ein Mitarbeiter helfen?
Ich will nicht mit einem Bot reden
Ich möchte nicht mit einer Maschine sprechen
Können Sie mich an einen Kollegen weiterleiten?
Ich würde gern mit einer Person aus dem Support sprechen
gibt es hier echte Menschen
Kann ich jemanden sprechen?
Ich hätte gern einen menschlichen Ansprechpartner
echter Mensch
Könnte ich bitte mit jemandem chatten
Kundenservice`, "fr": `
je souhaite parler à un conseiller humain
je voudrais être mis en relation avec quelqu'un
est-ce que je peux parler à une personne réelle ?
parler à un agent
je veux un humain
comment joindre un conseiller ?
Puis-je parler à quelqu'un ?
Je veux parler à un humain
je voudrais parler avec un conseiller
Passez-moi un conseiller s'il vous plaît
Un humain, svp
conseiller
Mettez-moi en relation avec un agent
Je ne veux pas parler à un robot
Est-ce que je peux discuter avec une vraie personne ?
J'aimerais parler au service client
Y a-t-il un humain ici ?
J'ai besoin d'un conseiller
Je préfère parler à une personne
Je veux une vraie personne
pas un robot, un humain
Un conseiller peut-il me répondre ?
transférez-moi à un opérateur
quelqu'un à qui parler`, "es": `
quiero hablar con un representante
necesito hablar con alguien de soporte
pásame con una persona
hablar con agente
necesito un humano
puedo hablar con un ser humano por favor
¿Puedo hablar con una persona?
Quiero hablar con un agente
quiero hablar con alguien
Necesito hablar con un humano
Pásame con un operador
Agente por favor
Persona real
Quiero que me atienda una persona
No quiero hablar con un robot
¿Hay alguien con quien pueda hablar?
Necesito un agente humano
comuníqueme con un asesor
Me gustaría hablar con atención al cliente
prefiero hablar con un ser humano
asesor
¿Me puede atender una persona?
Estoy harto de hablar con una máquina`, "it": `
vorrei parlare con una persona reale
parlare con operatore
mi fate parlare con qualcuno?
voglio un operatore
posso parlare con l'assistenza?
Posso parlare con una persona?
Vorrei parlare con un operatore
voglio parlare con qualcuno
Operatore
Un operatore per favore
Mi passi un operatore
Non voglio parlare con un robot
Ho bisogno di un operatore umano
Vorrei una persona vera
C'è un operatore con cui parlare?
Mettetemi in contatto con l'assistenza clienti
posso chattare con un essere umano
Un operatore può aiutarmi?
parlare con un umano
Passami un consulente`, "pt": `
quero falar com um humano
falar com atendente
preciso falar com alguém
posso falar com uma pessoa real?
quero um humano
Posso falar com uma pessoa?
Quero falar com um atendente
quero falar com alguém
Preciso de falar com um humano
Atendente
Pessoa real por favor
Não quero falar com um robô
Passe-me a um operador
Gostaria de falar com o apoio ao cliente
Há alguém com quem eu possa falar?
quero um atendente humano
prefiro falar com uma pessoa de verdade
Quero ser atendido por uma pessoa real
falar com assistente
me transfira para um atendente`, "nl": `
ik wil graag met een medewerker spreken
mag ik een medewerker spreken?
ik wil een mens
kan ik met iemand chatten
praten met een medewerker
ik wil iemand van de klantenservice spreken
Kan ik met een mens praten?
Ik wil een medewerker spreken
ik wil met iemand praten
Medewerker
Mens alsjeblieft
Verbind me door met een medewerker
Kan ik iemand spreken?
Ik wil niet met een robot praten
Ik wil een echt persoon
Is er iemand met wie ik kan praten?
Kan een medewerker mij helpen?
Graag contact met de klantenservice
ik wil chatten met een echte medewerker
Ik heb liever een echte mens
klantenservice`}
}

// personNotAsked are sentences that have the same words, and ask for something else.
func personNotAsked() map[string]string {
	return map[string]string{"en": `
Can I return it in person?
how do i speak English better
what languages do your staff speak
I want to have a person on the label
is the person ticket refundable?
can my wife pick it up, she is another person
does customer support work on weekends?
What are the opening hours of customer service?
When is your support available?
how do I reset my password
Can I transfer my order to another person?
transfer ownership to another person
I need to give a person access to my account
send it to someone else
can I send this to a person in Norway
can someone help me with my order?
is it for people with allergies
how many agents can use the software?
connect me to the wifi
How do I contact my bank
give me a discount
can I add a person to my booking
talk about returns
call me a taxi
get the person off my account
What is a person's name called in your form?
Is there a discount for a person with disabilities?
Who is Agent Smith?
I spoke with agent Smith yesterday, what did he order?
How much does it cost per person?
Can I book a table for one person?
I need a person's address
Is your honey made for human consumption?
Do you sell human hair wigs?
Are you a human?
Am I talking to a robot?
What does your human resources team do?
Can I talk about my order?
What travel agent do you work with?
Do you ship to agents?
What is an escrow agent?
Where can I find the customer service number of my bank?
How do I contact the seller of my car?
I don't want to talk to a person
I do not need a human, just the opening hours
How do I change the contact person of my account?
Where is my parcel?
How do I talk to my printer over Bluetooth?
Who are the people in the photo?
Do you need a person to sign for delivery?
What is the chat history?
Can I chat in Spanish?
Does the speaker support Bluetooth?
I want a refund
I need support for Windows 11
Can someone else pick up my order?
What cleaning agent is in it?
Is the agent fee included?
How many people fit in the boat?
Can I use it without speaking to anyone?
What is the human rights policy?
I need an agent contract
Is this robot vacuum any good?
I want to send a gift to someone
Can I reach the top shelf with it?
thanks
hello
people also ask what it costs`, "de": `
Kann ich die Ware persönlich abholen?
Wie viele Personen passen rein?
Kann ich es an eine andere Person schicken?
Wann ist der Kundenservice erreichbar?
Kann ich das Ticket an jemanden weitergeben?
Wer ist Ihr Chef?
Kann man Mitarbeiter anlegen?
Ich habe mit einem Mitarbeiter gesprochen, er sagte morgen
ich brauche Hilfe
Was kostet es pro Person?
Wie ist der Name der Person auf der Karte?
Gibt es Rabatt für Menschen mit Behinderung?
Ich brauche einen Mitarbeiter-Rabatt
Wie viele Mitarbeiter haben Sie?
Wo finde ich meine Bestellung?
Ich will nicht mit einem Menschen sprechen
Sprechen Sie Deutsch?
Kann jemand anders mein Paket annehmen?
Für wie viele Personen reicht das Zelt?
Was macht ein Berater bei Ihnen?
Wie werde ich Mitarbeiter?
Ist der Roboter auch mit Akku?
Kann ich mit Karte zahlen?
Ich möchte mit dem Auto kommen
Ist der Support im Preis enthalten?
Mit wem arbeitet ihr zusammen?
Kann ich das Konto mit jemandem teilen?
Welche Sprachen sprechen die Lehrer?
Hat der Staubsauger eine Maschine mit Beutel?`, "fr": `
je veux envoyer un colis à une personne
puis-je transférer mon billet à une autre personne ?
quels sont les horaires du service client ?
j'ai parlé à un conseiller hier
Quel est le prix par personne ?
Combien de personnes peuvent venir ?
Y a-t-il une réduction pour une personne handicapée ?
Parlez-vous français ?
Où est ma commande ?
Quel agent nettoyant utilisez-vous ?
Je ne veux pas parler à un conseiller
Le nom de la personne est faux
Est-ce que quelqu'un d'autre peut récupérer le colis ?
Comment contacter mon voisin ?
Combien d'employés avez-vous ?
Faut-il une personne majeure ?
C'est pour offrir à quelqu'un
Le robot est-il garanti ?
Je veux parler de ma commande
Personne ne répond à la porte`, "es": `
¿puedo transferir mi billete a otra persona?
quiero enviarlo a una persona en Chile
¿cuál es el horario de atención al cliente?
ayer hablé con un agente
¿Cuánto cuesta por persona?
¿Hay descuento para personas con discapacidad?
¿Cómo se llama la persona de contacto?
¿Dónde está mi pedido?
¿Hablan español?
Necesito un agente inmobiliario en Madrid
No quiero hablar con nadie
¿Cuántos empleados tienen?
¿Puede recogerlo otra persona?
¿El robot tiene garantía?
Quiero hablar de mi factura
¿Es apto para consumo humano?
¿Qué agente limpiador lleva?
Es un regalo para alguien
¿Para cuántas personas es?`, "it": `
posso cedere il biglietto a un'altra persona?
a che ora apre l'assistenza clienti?
ho parlato con un operatore ieri
vorrei spedirlo a una persona
Quanto costa a persona?
C'è uno sconto per persone con disabilità?
Dov'è il mio ordine?
Parlate italiano?
Non voglio parlare con una persona
Quanti operatori avete?
Può ritirarlo un'altra persona?
Il robot ha la garanzia?
Voglio parlare del mio ordine
Qual è il nome della persona?
È un regalo per qualcuno
Quante persone ci stanno?
È adatto al consumo umano?
Come divento un vostro consulente?`, "pt": `
posso transferir o bilhete para outra pessoa?
qual é o horário do apoio ao cliente?
quero enviar para uma pessoa no Brasil
Quanto custa por pessoa?
Há desconto para pessoas com deficiência?
Onde está a minha encomenda?
Falam português?
Não quero falar com uma pessoa
Quantos funcionários têm?
Outra pessoa pode levantar?
O robô tem garantia?
Quero falar da minha fatura
Qual é o nome da pessoa?
É um presente para alguém
Para quantas pessoas é?
É próprio para consumo humano?
Qual é o horário do atendimento no sábado em Lisboa?`, "nl": `
kan ik het naar een andere persoon sturen?
wat zijn de openingstijden van de klantenservice?
ik heb gisteren met een medewerker gesproken
kan ik mijn ticket aan iemand anders geven?
Wat kost het per persoon?
Is er korting voor mensen met een beperking?
Waar is mijn pakket?
Spreekt u Nederlands?
Ik wil niet met een mens praten
Hoeveel medewerkers hebben jullie?
Kan iemand anders het ophalen?
Heeft de robot garantie?
Hoe heet de contactpersoon?
Het is een cadeau voor iemand
Voor hoeveel personen is het?
Is het geschikt voor mensen met een allergie?
Ik wil praten over mijn rekening
Hoe word ik medewerker bij jullie?`}
}

func sentencesOf(text string) []string { return strings.Split(strings.TrimSpace(text), "\n") }

// M-34
func TestAsksForPerson_SevenLanguages_IsUnderstood(t *testing.T) {
	asked, not := 0, 0
	for language, text := range personAsked() {
		for _, sentence := range sentencesOf(text) {
			asked++
			for _, said := range []string{sentence, strings.ToUpper(sentence), "  " + sentence + " !!"} {
				if !AsksForPerson(said, nil) {
					t.Errorf("%s: %q asks for a person: %q", language, said, personFold(said))
				}
			}
		}
	}
	for language, text := range personNotAsked() {
		for _, sentence := range sentencesOf(text) {
			not++
			if AsksForPerson(sentence, nil) {
				t.Errorf("%s: %q asks for no person", language, sentence)
			}
		}
	}
	if asked < 120 || not < 120 {
		t.Errorf("%d sentences that ask, %d that do not", asked, not)
	}
}

// What stands on the button that offers a person is understood in words, too.
func TestAsksForPerson_LabelOfTheButton_IsUnderstood(t *testing.T) {
	for _, language := range wording.Languages() {
		if label := wording.Standard(language, wording.AIPerson); !AsksForPerson(label, nil) {
			t.Errorf("%s: %q", language, label)
		}
	}
}

func TestAsksForPerson_OwnPhrases_CountAsWholeWords(t *testing.T) {
	own := []string{"Hol die Chefin", "", " ?! ", "concierge"}
	for said, want := range map[string]bool{
		"hol die chefin bitte": true, "HÖL DIE CHEFIN": true, "hol die chefinnen": false, "Get me the Concierge!": true,
		"concierges": false, "": false, "?!": false, "hol sie": false,
	} {
		if AsksForPerson(said, own) != want {
			t.Errorf("%q: %v", said, !want)
		}
	}
}

func TestAsksForPerson_LongText_IsLookedAtAtItsEnds(t *testing.T) {
	long := strings.Repeat("it does not work and ", 5000)
	if !AsksForPerson(long+"Let me talk to a human.", nil) || !AsksForPerson("Let me talk to a human. "+long, nil) || AsksForPerson(long, nil) {
		t.Error("a long text is read otherwise")
	}
}

func FuzzAsksForPerson(f *testing.F) {
	f.Add("Can I talk to a person’s\xff manager? e\u0301")
	f.Fuzz(func(t *testing.T, words string) {
		folded := personFold(words)
		if again := personFold(folded); again != folded || strings.Contains(folded, "  ") {
			t.Fatalf("%q is %q and then %q", words, folded, again)
		}
		AsksForPerson(words, []string{words})
	})
}

func BenchmarkAsksForPerson(b *testing.B) {
	for b.Loop() {
		AsksForPerson("How long does it take until my parcel comes, and what does it cost to send it to Norway?", nil)
	}
}
