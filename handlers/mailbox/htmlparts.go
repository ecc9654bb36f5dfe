package mailbox

import (
	"strings"

	"golang.org/x/net/html"
)

// breaks says that an element begins a line of its own.
func breaks(name string) bool {
	switch name {
	case "p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer",
		"address", "dl", "dt", "dd", "figure", "form", "fieldset", "center", "body", "main", "aside", "nav":
		return true
	}
	return false
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// What begins a signature, and a mail that is answered, in plain text.
const (
	signatureLine = "-- "
	originalLine  = "-----Original Message-----"
)

// programPart is the line by which plain mails begin what mail programs mark in HTML; "" for all else.
func programPart(t html.Token) string {
	id, class := strings.ToLower(attribute(t, "id")), strings.ToLower(attribute(t, "class"))
	switch id {
	case "divrplyfwdmsg", "appendonsend", "x_divrplyfwdmsg", "x_appendonsend", "mail-editor-reference-message-container":
		return originalLine
	case "signature", "x_signature", "applemailsignature", "ms-outlook-mobile-signature", "x_ms-outlook-mobile-signature":
		return signatureLine
	}
	for _, one := range strings.Fields(class) {
		switch one {
		case "gmail_signature", "moz-signature", "x_gmail_signature", "protonmail_signature_block", "tutanota_signature", "zmail_signature":
			return signatureLine
		case "yahoo_quoted", "ms-outlook-mobile-reference-message", "zmail_extra":
			return originalLine
		}
	}
	if t.Data == "div" && outlookRule(attribute(t, "style")) {
		return originalLine
	}
	return ""
}

// outlookRule is the line that Outlook draws above the mail that is answered.
func outlookRule(style string) bool {
	style = strings.ToLower(strings.ReplaceAll(style, " ", ""))
	return strings.Contains(style, "border:none") && (strings.Contains(style, "border-top:solid#e1e1e1") || strings.Contains(style, "border-top:solid#b5c4df"))
}
