package wording

func portugueseStart(n Name) string {
	return [...]string{
		OpenChat:     "Abrir o chat",
		CloseChat:    "Fechar o chat",
		CannotOpen:   "Não é possível abrir o chat no momento.",
		Dismiss:      "Fechar",
		UnreadOne:    "mensagem nova",
		UnreadMany:   "mensagens novas",
		Conversation: "Conversa",
		Messages:     "Mensagens",
		Earlier:      "Mensagens anteriores",
		Newer:        "Novas mensagens",
		Reconnecting: "Reconectando…",
		QuickReplies: "Respostas rápidas",
		Credit:       "Funciona com Deskbell",
		Over:         "Este chat foi encerrado.",
		StartAnew:    "Iniciar uma nova conversa",
		NotOpen:      "Este chat ainda não está aberto",
		NotOpenWhy:   "Ele abre assim que o fluxo com que começa for publicado.",
	}[n]
}

func portugueseChat(n Name) string {
	return [...]string{
		Message:        "Mensagem",
		WriteMessage:   "Escreva uma mensagem",
		Send:           "Enviar",
		You:            "Você",
		Bot:            "Bot",
		Sending:        "Enviando…",
		Sent:           "Enviada",
		Seen:           "Vista",
		NotSent:        "Não enviada.",
		TryAgain:       "Tentar de novo",
		Typing:         "{name} está digitando",
		Deleted:        "Mensagem apagada",
		Edited:         "editada",
		Skip:           "Pular",
		Back:           "Voltar",
		EndChat:        "Encerrar o chat",
		EndNow:         "Encerrar agora",
		ChatEnded:      "Chat encerrado",
		GoesOn:         "O chat continua",
		TooLong:        "São {count} caracteres a mais do que é possível enviar de uma vez. Encurte o texto ou envie em partes.",
		CharactersLeft: "Restam {count} caracteres.",
		Blocked:        "Você não pode mais escrever aqui.",
		BlockedUntil:   "Você não pode escrever aqui até {time}.",
		BlockedNow:     "Não é possível escrever agora",
	}[n]
}

func portuguesePeople(n Name) string {
	return [...]string{
		Waiting:         "Em espera",
		GettingSomebody: "Estamos chamando alguém",
		GettingVideo:    "Estamos chamando alguém para uma chamada de vídeo",
		YouAreNext:      "A próxima vez é sua",
		BeforeYou:       "{count} na sua frente",
		KeepOpen:        "Deixe aberto ou volte mais tarde, continuamos aqui.",
		KeepOpenVideo:   "Deixe aberto, a chamada de vídeo começa aqui.",
		WaitingTime:     "Tempo de espera decorrido",
		StopWaiting:     "Parar de esperar",
		WhileWaiting:    "Quer acrescentar algo?",
		AskedPerson:     "Você pediu uma pessoa",
		WentOn:          "Você continuou sem uma pessoa",
		WentBack:        "Você voltou",
		Stopped:         "Você parou de esperar",
		NobodyFree:      "Ninguém estava disponível",
		Joined:          "{name} entrou no chat",
		HandedBack:      "{name} devolveu o chat ao bot",
		HadToGo:         "{name} precisou sair, estamos chamando outra pessoa",
		PassedOn:        "{name} passou você para {to}",
		Continues:       "{name} continua o chat",
		Guest:           "Convidado",
	}[n]
}

func portugueseLeave(n Name) string {
	return [...]string{
		LeaveTitle:   "Deixe uma mensagem",
		YourEmail:    "Seu e-mail",
		YourMessage:  "Sua mensagem",
		YourName:     "Seu nome",
		YourPhone:    "Seu telefone",
		AnswersTo:    "Responderemos para {email}.",
		LeaveMessage: "Deixar mensagem",
		NotSentStays: "Não enviada. O texto fica aqui; tente de novo em instantes.",
		MessageLeft:  "Mensagem deixada",
	}[n]
}

func portugueseAnswers(n Name) string {
	return [...]string{
		Choices:         "Opções",
		Rating:          "Avaliação",
		Consent:         "Consentimento",
		Details:         "Ler os detalhes",
		Search:          "Buscar",
		NothingFound:    "Não há nada aqui com esse nome.",
		Choose:          "Escolha {count}",
		ChooseRange:     "Escolha de {least} a {most}",
		ChooseLeast:     "Escolha pelo menos {count}",
		ChooseMost:      "Escolha até {count}",
		ChooseAny:       "Escolha quantos quiser",
		SoFar:           "{hint}: {count} até agora",
		Optional:        "opcional",
		ChooseOption:    "Escolha",
		RangeFrom:       "De",
		RangeTo:         "Até",
		PhoneNumber:     "Número de telefone",
		Date:            "Data",
		Time:            "Hora",
		DateAndTime:     "Data e hora",
		Number:          "Número",
		SendPhone:       "Enviar número de telefone",
		SendDate:        "Enviar data",
		SendTime:        "Enviar hora",
		SendDateAndTime: "Enviar data e hora",
		SendNumber:      "Enviar número",
		SendForm:        "Enviar formulário",
		SendChoices:     "Enviar opções",
		SendRating:      "Enviar avaliação",
		SendFiles:       "Enviar arquivos",
	}[n]
}
