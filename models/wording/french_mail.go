package wording

func frenchMail(n Name) string {
	return [...]string{
		MailWanted:        "Un visiteur demande une personne",
		MailStarted:       "Un visiteur a commencé un chat",
		MailUntaken:       "Un visiteur attend toujours une personne",
		MailWaitingSince:  "En attente depuis le {time} chez {bot}.",
		MailBegun:         "Commencé le {time} chez {bot}.",
		MailUntakenBy:     "Le {time}, personne n’avait encore pris le chat chez {bot}.",
		MailOnPage:        "Sur la page « {page} ».",
		MailNamed:         "Le visiteur s’appelle {name}.",
		MailVisitor:       "Visiteur",
		MailJoin:          "Rejoindre la conversation",
		MailJoinHow:       "Ce lien est pour vous seul. L’ouvrir ne montre et ne change rien tant que vous n’y avez pas indiqué votre nom.",
		MailJoinLife:      "Il fonctionne pendant le chat et quelque temps après sa fin.",
		MailJoinWhy:       "Vous recevez cet e-mail car votre adresse figure sur la liste de {bot}.",
		MailEarlier:       "Ce qui a été dit avant se trouve dans la conversation.",
		MailAnswerFrom:    "Réponse de {bot}",
		MailAnswered:      "{name} vous a répondu",
		MailYouWrote:      "Vous avez écrit à {bot} le {day}.",
		MailGoOn:          "Poursuivre le chat",
		MailAnyDevice:     "Le lien ouvre votre conversation sur n’importe quel appareil, sans connexion.",
		MailJustReply:     "Vous pouvez aussi simplement répondre à cet e-mail.",
		MailNoReply:       "Personne ne lit les réponses à cet e-mail ; veuillez répondre dans le chat.",
		MailAnswerWhy:     "Vous recevez cet e-mail car cette adresse a été laissée dans le chat de {bot}.",
		MailStop:          "Ne plus recevoir d’e-mails sur cette conversation",
		MailAttached:      "Joint : {file}",
		MailFilesThere:    "Les fichiers joints se trouvent dans la conversation.",
		MailTranscript:    "Votre conversation avec {bot}",
		MailTranscriptWhy: "Vous recevez cet e-mail car cette transcription a été demandée pour cette adresse.",
	}[n]
}

func frenchTeam(n Name) string {
	return [...]string{
		TeamInvited:        "Vous êtes invité sur Deskbell",
		TeamAccount:        "Un compte a été créé pour vous. Vous vous connectez avec {email}.",
		TeamAccountBy:      "{name} a créé un compte pour vous. Vous vous connectez avec {email}.",
		TeamChoose:         "Choisir un mot de passe",
		TeamOnce:           "Le lien fonctionne une seule fois, pendant 24 heures.",
		TeamNotExpected:    "Si vous n’attendiez pas cet e-mail, vous n’avez rien à faire.",
		TeamReset:          "Choisir un nouveau mot de passe",
		TeamResetAsked:     "Un nouveau mot de passe a été demandé pour {email}. L’ancien reste valable jusqu’à ce que vous en ayez choisi un autre.",
		TeamNotAsked:       "Si ce n’était pas vous, vous n’avez rien à faire.",
		TeamNotices:        "{count} notifications",
		TeamAway:           "Voici ce qui s’est passé en votre absence.",
		TeamOpen:           "Ouvrir dans Deskbell",
		TeamNoticeWhy:      "Vous recevez cet e-mail car vous avez choisi d’être prévenu par e-mail.",
		TeamNoticeSettings: "Choisir ce dont vous êtes prévenu",
		TeamTest:           "E-mail de test de Deskbell",
		TeamTestWorks:      "Cet e-mail est arrivé : {site} peut donc envoyer des e-mails.",
		TeamTestBy:         "{name} l’a envoyé.",
		TeamTestAt:         "Envoyé le {time}.",
		TeamTranscript:     "Conversation avec {name}",
		TeamTranscriptWhy:  "Vous recevez cet e-mail car vous avez demandé cette transcription.",
	}[n]
}
