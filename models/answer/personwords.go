package answer

// The words of seven languages by which a person is asked for, folded. Alternatives of expressions; those of one
// language stand together in persontongues.go.
const (
	// personPolite may stand beside a word that is all there is.
	personPolite = `please|pls|plz|now|hi|hello|hey|ok|okay|yes|no|just|thanks|thank you|me|sorry|asap|immediately|sofort|bitte|hallo|guten tag|jetzt|danke|ja|nein|` +
		`bonjour|merci|svp|stp|s il vous plait|s il te plait|maintenant|oui|non|hola|por favor|ahora|gracias|si|ya|ciao|salve|per favore|per piacere|subito|adesso|grazie|` +
		`ola|bom dia|agora|obrigado|obrigada|sim|nao|alsjeblieft|alstublieft|aub|graag|nu|dank je|bedankt|nee|hoi|dag|buongiorno|buenos dias|dear|i said|only|nur|einfach|solo|seulement`
	// personAlone is what asks for one when it is all that is said.
	personAlone = `(?:an? |the |your |one )?(?:(?:real|live|actual|human|customer|support|service|care|sales|other) ){0,3}(?:human|humans|human being|agent|agents|representative|rep|operator|advisor|adviser|person|people|someone|somebody|service|support agent|support person)|` +
		`customer (?:support|service|care)|live (?:chat|support|help)|human (?:help|support|assistance)|talk|talk to us|` +
		`(?:an? |some)?(?:someone|somebody|anyone|person) (?:real|human)|` +
		`(?:ein|eine|einen|einem|einer)? ?(?:(?:echter?|echten|richtiger?|richtigen|realer?|menschlicher?|menschlichen) )?(?:mensch|menschen|person|mitarbeiter|mitarbeiterin|berater|beraterin|kundenberater|kundenberaterin|ansprechpartner|ansprechpartnerin|support mitarbeiter|agent)|` +
		`kundenservice|kundendienst|menschliche hilfe|` +
		`(?:un |une |l |le |la |du )?(?:(?:vrai|vraie|veritable) )?(?:humain|humaine|etre humain|personne|conseiller|conseillere|agent|agente|operateur|operatrice|quelqu un|service clients?|service clientele)(?: (?:humain|humaine|reelle?|du service client))?|` +
		`(?:un |una |el |la )?(?:(?:verdadera?) )?(?:persona|humano|humana|ser humano|agente|asesor|asesora|operador|operadora|representante|alguien|atencion al cliente|servicio al cliente)(?: (?:real|humana|humano|de verdad))?|` +
		`(?:un |una |l )?(?:(?:vera?|vero) )?(?:umano|umana|essere umano|operatore|operatrice|consulente|qualcuno|assistenza clienti|servizio clienti)(?: (?:umano|umana|reale|vera|vero))?|` +
		`(?:um |uma |o |a )?(?:pessoa|ser humano|atendente|funcionario|funcionaria|colaborador|colaboradora|alguem|apoio ao cliente|atendimento humano|atendimento ao cliente)(?: (?:real|humana|humano|de verdade))?|` +
		`(?:een |n )?(?:(?:echte?|menselijke|levende?) )?(?:mens|persoon|medewerker|medewerkster|klantenservice|iemand|adviseur)`
	// personNoWish before it makes the opposite of a wish.
	personNoWish = `dont|do not|didnt|did not|doesnt|does not|never|without|no need|not need|need not|neednt|instead of|rather not|prefer not|not want|wont|will not|have not|havent|` +
		`will nicht|mochte nicht|moechte nicht|muss nicht|brauche nicht|brauche keinen|brauche keine|ohne|nie|niemals|nicht noetig|nicht notig|statt|bloss nicht|` +
		`veux pas|voudrais pas|souhaite pas|ai pas besoin|besoin de pas|sans|jamais|` +
		`no quiero|no necesito|no deseo|no hace falta|sin|nunca|en vez de|non voglio|non vorrei|non ho bisogno|non serve|senza|mai|invece di|` +
		`nao quero|nao preciso|nao queria|nao e preciso|sem|nunca|em vez de|wil niet|wil geen|hoef niet|hoef geen|nooit|zonder|liever niet|in plaats van`
	// personAnew begins something new, which is not denied any more.
	personAnew = `and|but|so|i|let|or|und|aber|sondern|ich|lass|lassen|mais|et|je|besoin|envie|demande|pero|y|sino|yo|ma|e|io|mas|eu|maar|en|ik`
	// personBehind may stand behind a person who is wished for.
	personBehind = `about|please|pls|now|in|on|for|because|instead|today|asap|not|to (?:talk|speak|chat|help|answer|assist|explain|look|call|contact|handle|take|deal)|who|that|thanks|and|or|here|there|i|right|at|` +
		`immediately|urgently|as|if|this|hello|can|who can|available|rather|ok|from (?:your|the|support|customer)|with (?:me|this|my)|` +
		`bitte|jetzt|sofort|der|die|das|den|dem|fur|fuer|wegen|und|oder|statt|keinen?|nicht|hier|am|im|aus|mit|sprechen|reden|haben|erreichen|kontaktieren|vom|von|zum|zu|um|` +
		`svp|stp|s il|ici|maintenant|au|pour|qui|et|ou|pas|car|a|de (?:votre|vos|l equipe|la societe)|du service|parce|en ligne|humaine?|reelle?|` +
		`por|ahora|que|para|y|o|no|ya|de verdad|real|humana|humano|porque|con|del servicio|en linea|urgente|` +
		`per|adesso|ora|subito|che|e|non|perche|vera|vero|reale|umana|umano|in carne|con cui|al telefono|` +
		`agora|pra|nao|porque|com quem|ao telefone|verdadeira|de verdade|` +
		`alsjeblieft|alstublieft|aub|nu|die|voor|en|of|niet|want|over|met wie|aan de lijn|spreken|hebben|bellen|te spreken`
	// personOther behind a person makes something else of it.
	personOther = `s|resources|error|rights|readable|being s|name|names|size|card|number|data|trafficking|smith|orange|007|` +
		`of (?:the year|color|colour|interest|contact)|team s|about the bot`
)
