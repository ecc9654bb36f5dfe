package admin

import (
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"

	"deskbell/models"
	view "deskbell/views/admin"
)

// typedServer is a server as it was typed; "mail.example.com:465" goes as the name of one.
func typedServer(r *http.Request, kept models.MailServer) view.ServerForm {
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	f := view.ServerForm{Host: strings.ToLower(get("host")), Port: get("port"), User: get("user"), Security: models.MailSecurity(get("security")),
		HasPassword: kept.HasPassword, Password: r.PostForm.Get("password")}
	if host, port, err := net.SplitHostPort(f.Host); err == nil && f.Port == "" {
		f.Host, f.Port = host, port
	}
	f.Host = strings.TrimSuffix(f.Host, ".")
	return f
}

// serverOf is what was typed as a server, and says what no server can be made of.
func serverOf(f view.ServerForm, problems map[string]string) models.MailServer {
	s := models.MailServer{Host: f.Host, Security: f.Security, User: f.User, Password: f.Password}
	port, err := strconv.Atoi(f.Port)
	switch {
	case f.Port != "" && (err != nil || port < 1 || port > 65535):
		problems["port"] = "From 1 to 65535."
	case f.User == "" && f.Password != "":
		problems["user"] = "The password belongs to a user: write its name."
	case strings.ContainsAny(f.Password, "\r\n"):
		problems["password"] = "A password has no line breaks."
	}
	s.Port = port
	return s
}

// typedEmail is the form as it was sent.
func typedEmail(r *http.Request, kept models.MailSettings) view.EmailForm {
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	return view.EmailForm{Server: typedServer(r, kept.Out), Sender: get("sender"), Name: get("sender_name"),
		Domain: get("dkim_domain"), Selector: get("dkim_selector"), Key: get("dkim_key"), HasKey: kept.DKIM.HasKey, Kept: sendsOwn(kept),
		Was: get("was"), Problems: map[string]string{}}
}

// fillEmail puts what was typed into the settings, and says what is missing.
func fillEmail(s *models.MailSettings, f *view.EmailForm) {
	if f.Server.Host == "" && !f.Started {
		f.Problems["host"] = "The name of the server is missing."
	}
	if f.Sender == "" && f.Server.Host != "" {
		f.Problems["sender"] = "The address that mails are from is missing; most servers want one that they know."
	}
	if _, err := models.CleanEmail("sender", f.Sender); err != nil && f.Sender != "" {
		f.Problems["sender"] = "This is not an email address yet; one looks like chat@example.com."
	}
	if len([]rune(f.Name)) > longestSender {
		f.Problems["sender_name"] = "A name has at most " + strconv.Itoa(longestSender) + " characters."
	}
	s.Out, s.Sender, s.Name = serverOf(f.Server, f.Problems), f.Sender, f.Name
	s.DKIM = models.DKIM{}
	if f.Domain != "" || f.Key != "" { // without a domain nothing is signed, and the key is forgotten
		s.DKIM = models.DKIM{Domain: f.Domain, Selector: f.Selector, Key: f.Key}
	}
}

// longestSender is how many characters the name of a sender has.
const longestSender = 80

// inField takes what the store finds wrong into the field that it is about; other errors come back. Fields of the
// mailbox are called as those of the server that sends, with a prefix.
func inField(err error, problems map[string]string, message *string) error {
	var known *models.Error
	if !errors.As(err, &known) || known.Code != models.CodeInvalid && known.Code != models.CodeConflict || overtook(err) {
		return err
	}
	field := strings.TrimPrefix(known.Field, "in_")
	if field == "name" {
		field = "sender_name"
	}
	for _, one := range view.EmailFields() {
		if one == field {
			problems[field] = known.Message
			return nil
		}
	}
	*message = known.Message
	return nil
}

// overtook says that others have saved what was read just now.
func overtook(err error) bool {
	var known *models.Error
	return errors.As(err, &known) && known.Field == models.MailOvertaken
}

// emailChanges say what is another way than before, and nothing that is secret.
func emailChanges(was, now models.MailSettings) string {
	all := serverChanges(was.Out, now.Out)
	if was.Sender != now.Sender {
		all = append(all, "sender "+now.Sender)
	}
	if was.Name != now.Name {
		all = append(all, "name")
	}
	if was.DKIM.Domain != now.DKIM.Domain || was.DKIM.Selector != now.DKIM.Selector || now.DKIM.Key != "" {
		all = append(all, "DKIM")
	}
	return strings.Join(all, ", ")
}

func serverChanges(was, now models.MailServer) []string {
	var all []string
	if was.Host != now.Host || now.Port != 0 && was.Port != now.Port || was.Security != now.Security {
		all = append(all, "server "+now.Host)
	}
	if was.User != now.User {
		all = append(all, "user")
	}
	if now.Password != "" {
		all = append(all, "password")
	}
	return all
}
