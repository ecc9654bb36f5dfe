package desk

// channelIcon is the mark on the face of somebody who came by another way than the website.
func channelIcon(name string) string {
	switch name {
	case "", "web":
		return ""
	case "whatsapp":
		return "phone"
	case "sms":
		return "smartphone"
	case "mail", "email":
		return "mail"
	}
	return "message-circle"
}

// ChannelChoices are the ways by which visitors come.
func ChannelChoices() []Choice {
	var all []Choice
	for _, name := range []string{"web", "whatsapp", "messenger", "instagram", "telegram"} {
		all = append(all, Choice{name, channel(name)})
	}
	return all
}
