package db

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
)

var (
	botKey   = regexp.MustCompile(`^[a-z0-9_-]{1,64}$`)
	flowID   = regexp.MustCompile(`^[\p{L}\p{N}_-][\p{L}\p{N} ._-]*$`)
	hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)
)

// Most characters of a name and of a flow's id, and of a title; most flows and sites of a file; most
// hours until a quiet chat is closed.
const (
	longestName  = 100
	longestWords = 200
	mostFlows    = 500
	mostSites    = 100
	mostIdle     = 24 * 365
)

// checkBotFile refuses what cannot be kept, and makes the sites' addresses normal.
func checkBotFile(file *models.BotFile) error {
	if file.Format != BotFormat {
		return invalid("format", "This is no bot file: format has to be %q.", BotFormat)
	}
	if file.Key == "" {
		file.Key = newKey()
	}
	if !botKey.MatchString(file.Key) {
		return invalid("key", "The key may have lower-case letters, digits, - and _, at most 64 of them.")
	}
	if slices.Contains([]string{"new", "import", "blocks"}, file.Key) {
		return invalid("key", "The key %q belongs to a page of Deskbell. Choose another one.", file.Key)
	}
	if file.Name = strings.TrimSpace(models.CleanLine(file.Name, longestName+1)); file.Name == "" || len([]rune(file.Name)) > longestName {
		return invalid("name", "The bot needs a name of at most %d characters.", longestName)
	}
	if len(file.Sites) > mostSites {
		return invalid("sites", "A bot may have at most %d sites.", mostSites)
	}
	sites := []string{}
	for _, site := range file.Sites {
		normal, err := normalSite(site)
		if err != nil {
			return err
		}
		if !slices.Contains(sites, normal) {
			sites = append(sites, normal)
		}
	}
	file.Sites = sites
	if err := checkSettings(&file.Settings); err != nil {
		return err
	}
	return checkFlowIDs(file)
}

// checkSettings refuses what the chat could not use.
func checkSettings(s *models.BotSettings) error {
	if s.Look != nil {
		for _, wrong := range s.Look.Unwritten() {
			return invalid("settings", "The look's colour %q: %s", wrong.Field, wrong.Message)
		}
	}
	if s.Hours != nil {
		for _, wrong := range s.Hours.Check() {
			return invalid("settings", "The opening hours: %s", wrong)
		}
	}
	if s.IdleHours < 0 || s.IdleHours > mostIdle {
		return invalid("settings", "Quiet chats are closed after 1 to %d hours.", mostIdle)
	}
	if len([]rune(s.Title)) > longestWords || len([]rune(s.Subtitle)) > longestWords {
		return invalid("settings", "Title and subtitle have at most %d characters.", longestWords)
	}
	if err := s.Routing.Check(); err != nil {
		return invalid("settings", "Routing: %s", err)
	}
	if err := s.Mail.Check(); err != nil {
		return invalid("settings", "Email: %s", err)
	}
	if err := models.CheckMostFile(s.MostFile); err != nil {
		return invalid("settings", "The largest file: %s", err)
	}
	if err := models.CheckLanguages(s.Languages); err != nil {
		return invalid("settings", "The languages: %s", err)
	}
	if err := models.CheckTexts(s.Texts); err != nil {
		return invalid("settings", "%s", err)
	}
	return nil
}

func checkFlowIDs(file *models.BotFile) error {
	if len(file.Flows) > mostFlows {
		return invalid("flows", "A bot may have at most %d flows.", mostFlows)
	}
	ids := map[string]bool{}
	for _, document := range file.Flows {
		switch {
		case document.ID == "" || len(document.ID) > longestName:
			return invalid("flows", "Every flow needs an id of at most %d characters.", longestName)
		case !flowID.MatchString(document.ID):
			return invalid("flows", "The id %q of a flow cannot stand in an address: letters, digits, spaces and - _ . can.", document.ID)
		case ids[document.ID]:
			return invalid("flows", "Two flows have the id %q.", document.ID)
		case len(document.Blocks) > edit.MostBlocks:
			return invalid("flows", "The flow %q has %d blocks; at most %d go.", document.ID, len(document.Blocks), edit.MostBlocks)
		}
		ids[document.ID] = true
	}
	if !ids[file.StartFlow] {
		return invalid("start_flow", "The start flow %q is not among the flows.", file.StartFlow)
	}
	return nil
}

// normalSite is scheme://host[:port] in lower case, as browsers send it in Origin. Names with other
// letters than ASCII are sent in their xn-- form, so they have to be written so.
func normalSite(site string) (string, error) {
	refused := invalid("sites", "%q is no site: write it as https://www.example.com, without a path.", site)
	address, err := url.Parse(strings.TrimSpace(site))
	if err != nil || address.Host == "" || address.User != nil || address.Opaque != "" ||
		(address.Path != "" && address.Path != "/") || address.RawQuery != "" || address.Fragment != "" {
		return "", refused
	}
	scheme, port := strings.ToLower(address.Scheme), address.Port()
	if scheme != "http" && scheme != "https" {
		return "", refused
	}
	host := strings.ToLower(address.Hostname())
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	} else if !hostName.MatchString(host) {
		return "", refused
	}
	if number, err := strconv.Atoi(port); port != "" && (err != nil || number < 1 || number > 65535) {
		return "", refused
	}
	if port == "" || (scheme == "http" && port == "80") || (scheme == "https" && port == "443") {
		return scheme + "://" + host, nil
	}
	return scheme + "://" + host + ":" + port, nil
}

// inside is the id of a bot's flow in the database, where all bots' flows are together.
func inside(bot models.BotID, id string) string {
	if id == "" {
		return ""
	}
	return string(bot) + "/" + id
}

func outside(bot models.BotID, id string) string { return strings.TrimPrefix(id, string(bot)+"/") }

// renamed is edit.Renamed, with an error that says where.
func renamed(document flow.Document, name func(string) string) (flow.Document, error) {
	next, err := edit.Renamed(document, name)
	if err != nil {
		return document, invalid("flows", "%s", err)
	}
	return next, nil
}

func invalid(field, format string, args ...any) error {
	return &models.Error{Code: models.CodeInvalid, Field: field, Message: fmt.Sprintf(format, args...)}
}
