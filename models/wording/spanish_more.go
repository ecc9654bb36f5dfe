package wording

func spanishFitting(n Name) string {
	return [...]string{
		Between:      "De {least} a {most}",
		AtLeast:      "Al menos {least}",
		AtMost:       "Como máximo {most}",
		FromOn:       "A partir de {least}",
		Until:        "Hasta {most}",
		Steps:        "En pasos de {step}",
		WithSteps:    "{bounds}, en pasos de {step}",
		PhoneWhole:   "Hace falta el número completo, empezando por + y el país.",
		PhoneOther:   "Hace falta el número completo; uno de otro país empieza por +.",
		NumberNeeded: "Aquí hace falta un número.",
		TimeNeeded:   "Aquí hace falta una hora.",
		DateNeeded:   "Aquí hace falta una fecha.",
		FillIn:       "Rellene este campo.",
		EmailShape:   "Una dirección es como nombre@example.com.",
		WholeDate:    "Aquí hace falta una fecha completa.",
		WholeTime:    "Aquí hace falta una hora completa.",
	}[n]
}

func spanishFiles(n Name) string {
	return [...]string{
		AttachFile:     "Adjuntar un archivo",
		FilesToSend:    "Archivos por enviar",
		ListOfFiles:    "Archivos",
		AllowedOne:     "Un archivo de {size} como máximo.",
		AllowedOneOf:   "Un archivo ({kinds}) de {size} como máximo.",
		AllowedMany:    "Hasta {count} archivos de {size} como máximo cada uno.",
		AllowedManyOf:  "Hasta {count} archivos ({kinds}) de {size} como máximo cada uno.",
		Images:         "imágenes",
		Videos:         "vídeos",
		Audios:         "audios",
		TooManyOne:     "{file}: un archivo como máximo.",
		TooManyFiles:   "{file}: {count} archivos como máximo.",
		EmptyFile:      "{file} está vacío.",
		LargeFile:      "{file} ocupa {size}; {most} como máximo.",
		OtherKind:      "{file} es de otro tipo. Se aceptan: {kinds}.",
		SendingFile:    "Enviando {file}",
		RetryFile:      "Reintentar el envío de {file}",
		RemoveFile:     "Quitar {file}",
		FileFailed:     "No enviado. {why}",
		FileWasNotSent: "{file} no se ha enviado. {why}",
		StaysWithYou:   "Se queda con usted; inténtelo de nuevo en un momento.",
		StillOnItsWay:  "Un archivo todavía está en camino.",
		SomeNotSent:    "Un archivo no se ha enviado. Inténtelo de nuevo o quítelo.",
		NoFilesNow:     "Ahora no se pueden adjuntar archivos. Inténtelo de nuevo en un momento.",
		FileOnItsWay:   "En camino…",
		FileLost:       "Este archivo ya no está disponible.",
		FileNotNow:     "Este archivo no está disponible en este momento.",
	}[n]
}

func spanishShown(n Name) string {
	return [...]string{
		Picture:    "Imagen",
		Video:      "Vídeo",
		WatchVideo: "Ver el vídeo",
		Recording:  "Grabación",
		Listen:     "Escuchar la grabación",
		File:       "Archivo",
		Open:       "Abrir",
		OpensAt:    "Abre {site}",
		Article:    "Artículo",
		OneCard:    "1 tarjeta",
		Cards:      "{count} tarjetas",
		Bytes:      "{count} bytes",
		Animation:  "Animación",
		Confetti:   "Confeti",
		Fireworks:  "Fuegos artificiales",
		Hearts:     "Corazones",
		Snow:       "Nieve",
		Balloons:   "Globos",
		ThumbsUp:   "Pulgar arriba",
	}[n]
}

func spanishErrors(n Name) string {
	return [...]string{
		CannotEnd:       "No se ha podido terminar el chat. Inténtelo de nuevo en un momento.",
		AnswerNotSent:   "No se ha podido enviar. Escriba la respuesta abajo o inténtelo de nuevo en un momento.",
		CouldNotSend:    "No se ha podido enviar.",
		Reference:       "Referencia: {ref}",
		NothingToSend:   "Todavía no hay nada que enviar.",
		MessageTooLong:  "Un mensaje tiene como máximo 10 000 caracteres; este tiene {count}.",
		FormTooLong:     "Un formulario tiene como máximo 10 000 caracteres; este tiene {count}.",
		EmailMissing:    "Falta su correo electrónico para que podamos responder.",
		EmailNotYet:     "Todavía no es un correo electrónico; uno es como nombre@example.com.",
		AnsweredAlready: "Eso ya se ha respondido.",
		ChoiceGone:      "Esta opción ya no está disponible.",
		ReplyGone:       "Ya no está disponible.",
		WriteBelow:      "Ahora no se pide un mensaje; escríbalo abajo.",
		MayNotWrite:     "Ahora no puede escribir aquí.",
		OpenAgain:       "Hay que abrir este chat de nuevo.",
		ALotAtOnce:      "Ha sido mucho a la vez. Inténtelo de nuevo en un momento.",
		NotSaved:        "No se ha podido guardar en este momento. Inténtelo de nuevo.",
		WentWrong:       "Algo ha fallado aquí. Ha quedado anotado; inténtelo de nuevo.",
		NotPossible:     "Ahora no es posible. Vuelva a cargar la página.",
	}[n]
}

func spanishRefused(n Name) string {
	return [...]string{
		FieldTooLong:      "Es demasiado largo.",
		FieldNumber:       "Escriba un número.",
		FieldOption:       "Elija una de las opciones.",
		FieldForm:         "No tiene la forma necesaria. Compruébelo.",
		FieldDate:         "Escriba una fecha, como 2026-03-31.",
		FieldNoDay:        "Ese día no existe. Escriba una fecha, como 2026-03-31.",
		FieldEmail:        "No parece un correo electrónico. Compruébelo.",
		FieldPhone:        "No parece un número de teléfono. Compruébelo.",
		FieldPhoneCountry: "Escriba su número con el prefijo del país, como +41 44 123 45 67.",
		FileFirst:         "Elija primero un archivo.",
		FileGone:          "Un archivo ya no está aquí. Adjúntelo de nuevo.",
		FilesAtMost:       "En un mensaje caben como máximo {count} archivos.",
		FilesTooOften:     "Han sido muchos archivos en poco tiempo. Podrá enviar más dentro de una hora.",
		FilesFull:         "En esta conversación no caben más archivos.",
		FileOverLimit:     "{file} supera el límite de {most} MB.",
		FileHasNothing:    "{file} está vacío, no hay nada que enviar.",
		FileOfNoKind:      "{file} es de un tipo que no se puede enviar. Se aceptan imágenes, PDF, texto, documentos de oficina, ZIP, sonido y vídeo.",
		FileEnding:        "{file} no se puede enviar: no se aceptan archivos que terminan en {ending}.",
		FileContent:       "El contenido de {file} no corresponde a su extensión.",
		FileInDisguise:    "El contenido de {file} es otra cosa de lo que dice su extensión.",
		FileDamaged:       "{file} está dañado: no se puede leer como imagen.",
		FilePixels:        "{file} es una imagen demasiado grande: {width} × {height} píxeles. Como máximo 16 384 por lado y {most} millones en total.",
		FileFrames:        "{file} contiene demasiadas imágenes: como máximo {count} pueden moverse.",
		UploadCutOff:      "El envío se ha cortado antes de terminar. Inténtelo de nuevo.",
		OverLimit:         "Es demasiado grande: como máximo {most}.",
	}[n]
}
