package wording

func portugueseFitting(n Name) string {
	return [...]string{
		Between:      "De {least} a {most}",
		AtLeast:      "No mínimo {least}",
		AtMost:       "No máximo {most}",
		FromOn:       "A partir de {least}",
		Until:        "Até {most}",
		Steps:        "Em passos de {step}",
		WithSteps:    "{bounds}, em passos de {step}",
		PhoneWhole:   "É preciso o número completo, começando com + e o país.",
		PhoneOther:   "É preciso o número completo; o de outro país começa com +.",
		NumberNeeded: "Aqui é preciso um número.",
		TimeNeeded:   "Aqui é preciso uma hora.",
		DateNeeded:   "Aqui é preciso uma data.",
		FillIn:       "Preencha este campo.",
		EmailShape:   "Um endereço é como nome@example.com.",
		WholeDate:    "Aqui é preciso uma data completa.",
		WholeTime:    "Aqui é preciso uma hora completa.",
	}[n]
}

func portugueseFiles(n Name) string {
	return [...]string{
		AttachFile:     "Anexar um arquivo",
		FilesToSend:    "Arquivos para enviar",
		ListOfFiles:    "Arquivos",
		AllowedOne:     "Um arquivo de no máximo {size}.",
		AllowedOneOf:   "Um arquivo ({kinds}) de no máximo {size}.",
		AllowedMany:    "Até {count} arquivos de no máximo {size} cada.",
		AllowedManyOf:  "Até {count} arquivos ({kinds}) de no máximo {size} cada.",
		Images:         "imagens",
		Videos:         "vídeos",
		Audios:         "áudios",
		TooManyOne:     "{file}: no máximo um arquivo.",
		TooManyFiles:   "{file}: no máximo {count} arquivos.",
		EmptyFile:      "{file} está vazio.",
		LargeFile:      "{file} tem {size}; no máximo {most}.",
		OtherKind:      "{file} é de outro tipo. São aceitos: {kinds}.",
		SendingFile:    "Enviando {file}",
		RetryFile:      "Tentar enviar {file} de novo",
		RemoveFile:     "Remover {file}",
		FileFailed:     "Não enviado. {why}",
		FileWasNotSent: "{file} não foi enviado. {why}",
		StaysWithYou:   "Ele continua com você; tente de novo em instantes.",
		StillOnItsWay:  "Um arquivo ainda está a caminho.",
		SomeNotSent:    "Um arquivo não foi enviado. Tente de novo ou remova-o.",
		NoFilesNow:     "Não é possível anexar arquivos agora. Tente de novo em instantes.",
		FileOnItsWay:   "A caminho…",
		FileLost:       "Este arquivo não está mais disponível.",
		FileNotNow:     "Este arquivo não está disponível no momento.",
	}[n]
}

func portugueseShown(n Name) string {
	return [...]string{
		Picture:    "Imagem",
		Video:      "Vídeo",
		WatchVideo: "Assistir ao vídeo",
		Recording:  "Gravação",
		Listen:     "Ouvir a gravação",
		File:       "Arquivo",
		Open:       "Abrir",
		OpensAt:    "Abre {site}",
		Article:    "Artigo",
		OneCard:    "1 cartão",
		Cards:      "{count} cartões",
		Bytes:      "{count} bytes",
		Animation:  "Animação",
		Confetti:   "Confete",
		Fireworks:  "Fogos de artifício",
		Hearts:     "Corações",
		Snow:       "Neve",
		Balloons:   "Balões",
		ThumbsUp:   "Joinha",
	}[n]
}

func portugueseErrors(n Name) string {
	return [...]string{
		CannotEnd:       "Não foi possível encerrar o chat. Tente de novo em instantes.",
		AnswerNotSent:   "Não foi possível enviar agora. Escreva a resposta abaixo ou tente de novo em instantes.",
		CouldNotSend:    "Não foi possível enviar.",
		Reference:       "Referência: {ref}",
		NothingToSend:   "Ainda não há nada para enviar.",
		MessageTooLong:  "Uma mensagem tem no máximo 10 000 caracteres; esta tem {count}.",
		FormTooLong:     "Um formulário tem no máximo 10 000 caracteres; este tem {count}.",
		EmailMissing:    "Falta o seu e-mail para podermos responder.",
		EmailNotYet:     "Isto ainda não é um e-mail; um e-mail é como nome@example.com.",
		AnsweredAlready: "Isso já foi respondido.",
		ChoiceGone:      "Esta opção não está mais disponível.",
		ReplyGone:       "Isto não está mais disponível.",
		WriteBelow:      "Agora não é pedida uma mensagem; escreva abaixo.",
		MayNotWrite:     "Você não pode escrever aqui agora.",
		OpenAgain:       "Este chat precisa ser aberto de novo.",
		ALotAtOnce:      "Foi muito de uma vez. Tente de novo em instantes.",
		NotSaved:        "Não foi possível salvar agora. Tente de novo.",
		WentWrong:       "Algo deu errado aqui. Foi registrado; tente de novo.",
		NotPossible:     "Isso não é possível agora. Recarregue a página.",
	}[n]
}

func portugueseRefused(n Name) string {
	return [...]string{
		FieldTooLong:      "Isto é longo demais.",
		FieldNumber:       "Digite um número.",
		FieldOption:       "Escolha uma das opções.",
		FieldForm:         "Não está na forma necessária. Verifique.",
		FieldDate:         "Digite uma data, como 2026-03-31.",
		FieldNoDay:        "Esse dia não existe. Digite uma data, como 2026-03-31.",
		FieldEmail:        "Isto não parece um e-mail. Verifique.",
		FieldPhone:        "Isto não parece um número de telefone. Verifique.",
		FieldPhoneCountry: "Digite o seu número com o código do país, como +41 44 123 45 67.",
		FileFirst:         "Escolha primeiro um arquivo.",
		FileGone:          "Um arquivo não está mais aqui. Anexe-o de novo.",
		FilesAtMost:       "Uma mensagem leva no máximo {count} arquivos.",
		FilesTooOften:     "Foram muitos arquivos em pouco tempo. Você poderá enviar mais em uma hora.",
		FilesFull:         "Não há espaço para mais arquivos nesta conversa.",
		FileOverLimit:     "{file} passa do limite de {most} MB.",
		FileHasNothing:    "{file} está vazio, não há nada para enviar.",
		FileOfNoKind:      "{file} é de um tipo que não pode ser enviado. São aceitos imagens, PDF, texto, documentos do Office, ZIP, som e vídeo.",
		FileEnding:        "{file} não pode ser enviado: arquivos que terminam em {ending} não são aceitos.",
		FileContent:       "O conteúdo de {file} não corresponde à extensão.",
		FileInDisguise:    "O conteúdo de {file} é outra coisa do que diz a extensão.",
		FileDamaged:       "{file} está danificado: não pode ser lido como imagem.",
		FilePixels:        "{file} é uma imagem grande demais: {width} × {height} pixels. No máximo 16 384 por lado e {most} milhões no total.",
		FileFrames:        "{file} contém imagens demais: no máximo {count} podem se mover.",
		UploadCutOff:      "O envio foi interrompido antes do fim. Tente de novo.",
		OverLimit:         "É grande demais: no máximo {most}.",
	}[n]
}
