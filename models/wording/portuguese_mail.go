package wording

func portugueseMail(n Name) string {
	return [...]string{
		MailWanted:        "Um visitante pede para falar com uma pessoa",
		MailStarted:       "Um visitante começou um chat",
		MailUntaken:       "Um visitante ainda espera por uma pessoa",
		MailWaitingSince:  "Esperando desde {time} em {bot}.",
		MailBegun:         "Começou em {time} em {bot}.",
		MailUntakenBy:     "Até {time} ninguém tinha assumido o chat em {bot}.",
		MailOnPage:        "Na página “{page}”.",
		MailNamed:         "O nome do visitante é {name}.",
		MailVisitor:       "Visitante",
		MailJoin:          "Participar da conversa",
		MailJoinHow:       "O link é só para você. Abri-lo não mostra nem muda nada até que você informe seu nome.",
		MailJoinLife:      "Ele funciona durante o chat e por algum tempo depois do fim.",
		MailJoinWhy:       "Você recebeu este e-mail porque seu endereço está na lista de {bot}.",
		MailEarlier:       "O que foi dito antes está na conversa.",
		MailAnswerFrom:    "Resposta de {bot}",
		MailAnswered:      "{name} respondeu a você",
		MailYouWrote:      "Você escreveu para {bot} em {day}.",
		MailGoOn:          "Continuar o chat",
		MailAnyDevice:     "O link abre sua conversa em qualquer dispositivo, sem precisar entrar.",
		MailJustReply:     "Você também pode simplesmente responder a este e-mail.",
		MailNoReply:       "Ninguém lê as respostas a este e-mail; responda no chat.",
		MailAnswerWhy:     "Você recebeu este e-mail porque este endereço foi deixado no chat de {bot}.",
		MailStop:          "Não receber mais e-mails sobre esta conversa",
		MailAttached:      "Anexo: {file}",
		MailFilesThere:    "Os arquivos anexados estão na conversa.",
		MailTranscript:    "Sua conversa com {bot}",
		MailTranscriptWhy: "Você recebeu este e-mail porque esta transcrição foi pedida para este endereço.",
	}[n]
}

func portugueseTeam(n Name) string {
	return [...]string{
		TeamInvited:        "Você foi convidado para o Deskbell",
		TeamAccount:        "Agora há uma conta para você. Você entra com {email}.",
		TeamAccountBy:      "{name} criou uma conta para você. Você entra com {email}.",
		TeamChoose:         "Escolher uma senha",
		TeamOnce:           "O link funciona uma vez, dentro de 24 horas.",
		TeamNotExpected:    "Se você não esperava isto, não precisa fazer nada.",
		TeamReset:          "Escolher uma nova senha",
		TeamResetAsked:     "Foi pedida uma nova senha para {email}. A antiga vale até que você escolha outra.",
		TeamNotAsked:       "Se não foi você, não precisa fazer nada.",
		TeamNotices:        "{count} notificações",
		TeamAway:           "Isto aconteceu enquanto você estava fora.",
		TeamOpen:           "Abrir no Deskbell",
		TeamNoticeWhy:      "Você recebeu este e-mail porque escolheu ser avisado por e-mail.",
		TeamNoticeSettings: "Escolher sobre o que você é avisado",
		TeamTest:           "E-mail de teste do Deskbell",
		TeamTestWorks:      "Este e-mail chegou, então {site} consegue enviar e-mails.",
		TeamTestBy:         "{name} o enviou.",
		TeamTestAt:         "Enviado em {time}.",
		TeamTranscript:     "Conversa com {name}",
		TeamTranscriptWhy:  "Você recebeu este e-mail porque pediu esta transcrição.",
	}[n]
}
