package wording

func italianMail(n Name) string {
	return [...]string{
		MailWanted:        "Un visitatore chiede di una persona",
		MailStarted:       "Un visitatore ha iniziato una chat",
		MailUntaken:       "Un visitatore sta ancora aspettando una persona",
		MailWaitingSince:  "In attesa dal {time} su {bot}.",
		MailBegun:         "Iniziata il {time} su {bot}.",
		MailUntakenBy:     "Il {time} nessuno aveva ancora preso la chat su {bot}.",
		MailOnPage:        "Sulla pagina «{page}».",
		MailNamed:         "Il visitatore si chiama {name}.",
		MailVisitor:       "Visitatore",
		MailJoin:          "Partecipa alla conversazione",
		MailJoinHow:       "Il link è solo per Lei. Aprirlo non mostra e non cambia nulla finché non indica il Suo nome.",
		MailJoinLife:      "Funziona durante la chat e per qualche tempo dopo la fine.",
		MailJoinWhy:       "Riceve questa e-mail perché il Suo indirizzo è nell’elenco di {bot}.",
		MailEarlier:       "Quello che è stato detto prima si trova nella conversazione.",
		MailAnswerFrom:    "Risposta da {bot}",
		MailAnswered:      "{name} Le ha risposto",
		MailYouWrote:      "Ha scritto a {bot} il {day}.",
		MailGoOn:          "Continua la chat",
		MailAnyDevice:     "Il link apre la Sua conversazione su qualsiasi dispositivo, senza accedere.",
		MailJustReply:     "Può anche rispondere direttamente a questa e-mail.",
		MailNoReply:       "Nessuno legge le risposte a questa e-mail; risponda nella chat.",
		MailAnswerWhy:     "Riceve questa e-mail perché questo indirizzo è stato lasciato nella chat di {bot}.",
		MailStop:          "Non ricevere altre e-mail su questa conversazione",
		MailAttached:      "Allegato: {file}",
		MailFilesThere:    "I file allegati si trovano nella conversazione.",
		MailTranscript:    "La Sua conversazione con {bot}",
		MailTranscriptWhy: "Riceve questa e-mail perché questa trascrizione è stata richiesta per questo indirizzo.",
	}[n]
}

func italianTeam(n Name) string {
	return [...]string{
		TeamInvited:        "È invitato su Deskbell",
		TeamAccount:        "Ora c’è un account per Lei. Accede con {email}.",
		TeamAccountBy:      "{name} ha creato un account per Lei. Accede con {email}.",
		TeamChoose:         "Scegli una password",
		TeamOnce:           "Il link funziona una sola volta, entro 24 ore.",
		TeamNotExpected:    "Se non si aspettava questa e-mail, non deve fare nulla.",
		TeamReset:          "Scegli una nuova password",
		TeamResetAsked:     "È stata richiesta una nuova password per {email}. Quella vecchia vale finché non ne sceglie un’altra.",
		TeamNotAsked:       "Se non è stato Lei, non deve fare nulla.",
		TeamNotices:        "{count} notifiche",
		TeamAway:           "È successo mentre non c’era.",
		TeamOpen:           "Apri in Deskbell",
		TeamNoticeWhy:      "Riceve questa e-mail perché ha scelto di essere avvisato per e-mail.",
		TeamNoticeSettings: "Scegliere di che cosa essere avvisati",
		TeamTest:           "E-mail di prova da Deskbell",
		TeamTestWorks:      "Questa e-mail è arrivata, quindi {site} può inviare e-mail.",
		TeamTestBy:         "L’ha inviata {name}.",
		TeamTestAt:         "Inviata il {time}.",
		TeamTranscript:     "Conversazione con {name}",
		TeamTranscriptWhy:  "Riceve questa e-mail perché ha richiesto questa trascrizione.",
	}[n]
}
