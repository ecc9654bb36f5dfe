package wording

func spanishMail(n Name) string {
	return [...]string{
		MailWanted:        "Un visitante pide hablar con una persona",
		MailStarted:       "Un visitante ha empezado un chat",
		MailUntaken:       "Un visitante sigue esperando a una persona",
		MailWaitingSince:  "Espera desde el {time} en {bot}.",
		MailBegun:         "Empezado el {time} en {bot}.",
		MailUntakenBy:     "El {time} nadie había atendido aún el chat en {bot}.",
		MailOnPage:        "En la página «{page}».",
		MailNamed:         "El visitante se llama {name}.",
		MailVisitor:       "Visitante",
		MailJoin:          "Unirse a la conversación",
		MailJoinHow:       "El enlace es solo para usted. Al abrirlo no se muestra ni cambia nada hasta que usted indique su nombre.",
		MailJoinLife:      "Funciona mientras dure el chat y algún tiempo después.",
		MailJoinWhy:       "Recibe este correo porque su dirección está en la lista de {bot}.",
		MailEarlier:       "Lo que se dijo antes está en la conversación.",
		MailAnswerFrom:    "Respuesta de {bot}",
		MailAnswered:      "{name} le ha respondido",
		MailYouWrote:      "Usted escribió a {bot} el {day}.",
		MailGoOn:          "Continuar el chat",
		MailAnyDevice:     "El enlace abre su conversación en cualquier dispositivo, sin iniciar sesión.",
		MailJustReply:     "También puede responder directamente a este correo.",
		MailNoReply:       "Nadie lee las respuestas a este correo; responda en el chat.",
		MailAnswerWhy:     "Recibe este correo porque se dejó esta dirección en el chat de {bot}.",
		MailStop:          "No recibir más correos sobre esta conversación",
		MailAttached:      "Adjunto: {file}",
		MailFilesThere:    "Los archivos adjuntos están en la conversación.",
		MailTranscript:    "Su conversación con {bot}",
		MailTranscriptWhy: "Recibe este correo porque se pidió esta transcripción para esta dirección.",
	}[n]
}

func spanishTeam(n Name) string {
	return [...]string{
		TeamInvited:        "Le han invitado a Deskbell",
		TeamAccount:        "Ya hay una cuenta para usted. Inicia sesión con {email}.",
		TeamAccountBy:      "{name} ha creado una cuenta para usted. Inicia sesión con {email}.",
		TeamChoose:         "Elegir una contraseña",
		TeamOnce:           "El enlace funciona una sola vez, durante 24 horas.",
		TeamNotExpected:    "Si no esperaba esto, no tiene que hacer nada.",
		TeamReset:          "Elegir una contraseña nueva",
		TeamResetAsked:     "Se ha pedido una contraseña nueva para {email}. La anterior sirve hasta que elija otra.",
		TeamNotAsked:       "Si no fue usted, no tiene que hacer nada.",
		TeamNotices:        "{count} notificaciones",
		TeamAway:           "Esto ha ocurrido mientras usted no estaba.",
		TeamOpen:           "Abrir en Deskbell",
		TeamNoticeWhy:      "Recibe este correo porque eligió recibir avisos por correo.",
		TeamNoticeSettings: "Elegir de qué se le avisa",
		TeamTest:           "Correo de prueba de Deskbell",
		TeamTestWorks:      "Este correo ha llegado, así que {site} puede enviar correos.",
		TeamTestBy:         "Lo ha enviado {name}.",
		TeamTestAt:         "Enviado el {time}.",
		TeamTranscript:     "Conversación con {name}",
		TeamTranscriptWhy:  "Recibe este correo porque pidió esta transcripción.",
	}[n]
}
