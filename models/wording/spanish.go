package wording

func spanishStart(n Name) string {
	return [...]string{
		OpenChat:     "Abrir el chat",
		CloseChat:    "Cerrar el chat",
		CannotOpen:   "El chat no se puede abrir en este momento.",
		Dismiss:      "Cerrar",
		UnreadOne:    "mensaje nuevo",
		UnreadMany:   "mensajes nuevos",
		Conversation: "Conversación",
		Messages:     "Mensajes",
		Earlier:      "Mensajes anteriores",
		Newer:        "Mensajes nuevos",
		Reconnecting: "Reconectando…",
		QuickReplies: "Respuestas rápidas",
		Credit:       "Funciona con Deskbell",
		Over:         "Este chat ha terminado.",
		StartAnew:    "Iniciar una conversación nueva",
		NotOpen:      "Este chat aún no está abierto",
		NotOpenWhy:   "Se abrirá en cuanto se publique el flujo con el que empieza.",
	}[n]
}

func spanishChat(n Name) string {
	return [...]string{
		Message:        "Mensaje",
		WriteMessage:   "Escriba un mensaje",
		Send:           "Enviar",
		You:            "Usted",
		Bot:            "Bot",
		Sending:        "Enviando…",
		Sent:           "Enviado",
		Seen:           "Visto",
		NotSent:        "No enviado.",
		TryAgain:       "Reintentar",
		Typing:         "{name} está escribiendo",
		Deleted:        "Mensaje eliminado",
		Edited:         "editado",
		Skip:           "Omitir",
		Back:           "Atrás",
		EndChat:        "Terminar el chat",
		EndNow:         "Terminar ahora",
		ChatEnded:      "Chat terminado",
		GoesOn:         "El chat continúa",
		TooLong:        "Son {count} caracteres más de los que se pueden enviar a la vez. Acorte el texto o envíelo por partes.",
		CharactersLeft: "Quedan {count} caracteres.",
		Blocked:        "Ya no puede escribir aquí.",
		BlockedUntil:   "No puede escribir aquí hasta el {time}.",
		BlockedNow:     "Ahora no puede escribir aquí",
	}[n]
}

func spanishPeople(n Name) string {
	return [...]string{
		Waiting:         "En espera",
		GettingSomebody: "Estamos buscando a alguien",
		GettingVideo:    "Estamos buscando a alguien para una videollamada",
		YouAreNext:      "Usted es el siguiente",
		BeforeYou:       "{count} antes de usted",
		KeepOpen:        "Deje esto abierto o vuelva más tarde, seguimos aquí.",
		KeepOpenVideo:   "Deje esto abierto, la videollamada empieza aquí.",
		WaitingTime:     "Tiempo de espera transcurrido",
		StopWaiting:     "Dejar de esperar",
		WhileWaiting:    "Añada algo mientras espera",
		AskedPerson:     "Ha pedido hablar con una persona",
		WentOn:          "Ha continuado sin una persona",
		WentBack:        "Ha vuelto atrás",
		Stopped:         "Ha dejado de esperar",
		NobodyFree:      "No había nadie disponible",
		Joined:          "{name} se ha unido al chat",
		HandedBack:      "{name} ha devuelto el chat al bot",
		HadToGo:         "{name} ha tenido que irse, estamos avisando a otra persona",
		PassedOn:        "{name} le ha pasado con {to}",
		Continues:       "{name} continúa el chat",
		Guest:           "Invitado",
	}[n]
}

func spanishLeave(n Name) string {
	return [...]string{
		LeaveTitle:   "Dejar un mensaje",
		YourEmail:    "Su correo electrónico",
		YourMessage:  "Su mensaje",
		YourName:     "Su nombre",
		YourPhone:    "Su número de teléfono",
		AnswersTo:    "Responderemos a {email}.",
		LeaveMessage: "Dejar el mensaje",
		NotSentStays: "No enviado. Se queda aquí; inténtelo de nuevo en un momento.",
		MessageLeft:  "Mensaje dejado",
	}[n]
}

func spanishAnswers(n Name) string {
	return [...]string{
		Choices:         "Opciones",
		Rating:          "Valoración",
		Consent:         "Consentimiento",
		Details:         "Leer los detalles",
		Search:          "Buscar",
		NothingFound:    "Aquí no hay nada con ese nombre.",
		Choose:          "Elija {count}",
		ChooseRange:     "Elija de {least} a {most}",
		ChooseLeast:     "Elija al menos {count}",
		ChooseMost:      "Elija hasta {count}",
		ChooseAny:       "Elija tantos como quiera",
		SoFar:           "{hint}: {count} hasta ahora",
		Optional:        "opcional",
		ChooseOption:    "Elija",
		RangeFrom:       "Desde",
		RangeTo:         "Hasta",
		PhoneNumber:     "Número de teléfono",
		Date:            "Fecha",
		Time:            "Hora",
		DateAndTime:     "Fecha y hora",
		Number:          "Número",
		SendPhone:       "Enviar el número de teléfono",
		SendDate:        "Enviar la fecha",
		SendTime:        "Enviar la hora",
		SendDateAndTime: "Enviar la fecha y la hora",
		SendNumber:      "Enviar el número",
		SendForm:        "Enviar el formulario",
		SendChoices:     "Enviar las opciones",
		SendRating:      "Enviar la valoración",
		SendFiles:       "Enviar los archivos",
	}[n]
}
