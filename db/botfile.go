package db

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

var (
	botKey   = regexp.MustCompile(`^[a-z0-9_-]{1,64}$`)
	hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`)
)

// Most characters of a name and of a flow's id, most flows and sites of a file.
const (
	longestName = 100
	mostFlows   = 500
	mostSites   = 100
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
	if file.Name = strings.TrimSpace(file.Name); file.Name == "" || len([]rune(file.Name)) > longestName {
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
	return checkFlowIDs(file)
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
		case ids[document.ID]:
			return invalid("flows", "Two flows have the id %q.", document.ID)
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

// renamed is a copy of the document with every flow's id replaced: its own, those that exits lead
// to, and those that jumps name in their settings.
func renamed(document flow.Document, name func(string) string) (flow.Document, error) {
	document.ID = name(document.ID)
	document.Blocks = maps.Clone(document.Blocks)
	for id, block := range document.Blocks {
		block.Out = maps.Clone(block.Out)
		for port, target := range block.Out {
			if target.Flow != "" {
				target.Flow = name(target.Flow)
				block.Out[port] = target
			}
		}
		if block.Kind == "jump" {
			settings, err := renamedJump(block.Settings, name)
			if err != nil {
				return document, invalid("flows", "The settings of block %q cannot be read.", id)
			}
			block.Settings = settings
		}
		document.Blocks[id] = block
	}
	return document, nil
}

func renamedJump(settings json.RawMessage, name func(string) string) (json.RawMessage, error) {
	if len(settings) == 0 {
		return settings, nil
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(settings, &fields); err != nil {
		return nil, err
	}
	var id string
	if raw, there := fields["flow"]; there {
		if err := json.Unmarshal(raw, &id); err != nil {
			return nil, err
		}
	}
	if id == "" {
		return settings, nil
	}
	changed, err := json.Marshal(name(id))
	if err != nil {
		return nil, err
	}
	fields["flow"] = changed
	return json.Marshal(fields)
}

func invalid(field, format string, args ...any) error {
	return &models.Error{Code: models.CodeInvalid, Field: field, Message: fmt.Sprintf(format, args...)}
}
