package flow

import (
	"slices"
	"strconv"
	"strings"

	"deskbell/models/wording"
)

const (
	mostFiles     = 20
	mostMegabytes = 100
	megabyte      = 1 << 20
	varOfIDs      = ".ids" // behind the variable's name: the ids of the files
)

// fileBlock asks for files. The variable keeps their names, and the one with ".ids" their ids, both
// like "a, b".
type fileBlock struct {
	asking
	Accept   []string `json:"accept,omitempty"`    // endings with a dot or MIME types; none: all
	MaxFiles int      `json:"max_files,omitempty"` // default 1
	MaxMB    float64  `json:"max_mb,omitempty"`    // of each; default 10
}

func fileKind() Kind {
	k := kindFor[fileBlock]("file", "File upload")
	k.Icon, k.Group, k.Help = "upload", groupAsk, "Asks for files."
	k.Form = askForm(
		Setting{Name: "accept", Label: "Accepted files", Control: ControlWords, Group: groupRetry, Placeholder: ".pdf",
			Help: "Endings like .pdf, or types like image/*, a line each; all without it."},
		Setting{Name: "max_files", Label: "Most files", Control: ControlNumber, Min: 1, Max: mostFiles, Placeholder: "1"},
		Setting{Name: "max_mb", Label: "Largest file", Control: ControlNumber, Max: mostMegabytes, Unit: "MB", Placeholder: "10", Group: groupRetry},
	)
	k.Presets = []Preset{{Title: k.Title, Help: k.Help, Icon: k.Icon, Group: groupAsk,
		Settings: `{"text":"Please attach a file.","var":"file"}`}}
	return k
}

func (b *fileBlock) defaults() {
	if b.MaxFiles == 0 {
		b.MaxFiles = 1
	}
	if b.MaxMB == 0 {
		b.MaxMB = 10
	}
}

func (b *fileBlock) check() []string { return sentences(b.flaws()) }

func (b *fileBlock) flaws() []flaw {
	found := append(b.askFlaws(), rangeFlaws("max_files", b.MaxFiles, within{1, mostFiles}, "The number of files")...)
	if !(b.MaxMB > 0 && b.MaxMB <= mostMegabytes) {
		found = append(found, one("max_mb", "The largest size is not more than 0 and at most %d MB.", mostMegabytes)...)
	}
	for _, a := range b.Accept {
		main, sub, isType := strings.Cut(a, "/")
		ending := strings.HasPrefix(a, ".") && len(a) > 1 && !isType
		if odd := strings.ContainsAny(a, " ,;\t\n\""); odd || !ending && (!isType || main == "" || sub == "") {
			found = append(found, one("accept", "%q is neither an ending like .pdf nor a type like image/*.", brief(a))...)
		}
	}
	return found
}

func (b *fileBlock) ports() []Port { return b.askPorts(nextPort()) }

// play asks for files; what the variable holds of an earlier answer is known, whatever it is.
func (b *fileBlock) play(r *run, at place) {
	b.begin(r, at, func(words string) reading { return reading{value: words, port: PortNext} })
}

func (b *fileBlock) prompt(r *run) Prompt {
	p := b.promptOf(r, PromptFile)
	p.Accept, p.MaxFiles, p.MaxSize = slices.Clone(b.Accept), b.MaxFiles, b.size()
	return p
}

func (b *fileBlock) size() int64 { return int64(b.MaxMB * megabyte) }

func (b *fileBlock) reply(r *run, at place, ev Event) {
	got := b.read(ev.Files)
	if got.why == nil && b.Var != "" {
		ids := make([]string, len(ev.Files))
		for i, f := range ev.Files {
			ids[i] = f.ID
		}
		b.keep(r, b.Var+varOfIDs, strings.Join(ids, ", "))
	}
	b.take(r, at, got)
}

func (b *fileBlock) read(files []File) reading {
	switch {
	case len(files) == 0 && b.MaxFiles == 1:
		return reading{why: unfit(wording.AskFile)}
	case len(files) == 0:
		return reading{why: unfit(wording.AskFiles)}
	case len(files) > b.MaxFiles && b.MaxFiles == 1:
		return reading{why: unfit(wording.AskOneFile)}
	case len(files) > b.MaxFiles:
		return reading{why: unfit(wording.AskFewerFiles, "count", strconv.Itoa(b.MaxFiles))}
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = oneLine(f.Name)
		switch {
		case !b.accepts(f):
			return reading{why: unfit(wording.AskFileKind, "file", brief(f.Name), "kinds", strings.Join(b.Accept, ", "))}
		case f.Size > b.size():
			return reading{why: unfit(wording.AskFileSize, "file", brief(f.Name), "most", strconv.FormatFloat(b.MaxMB, 'g', -1, 64))}
		}
	}
	return reading{value: strings.Join(names, ", "), port: PortNext}
}

func (b *fileBlock) accepts(f File) bool {
	kind, _, _ := strings.Cut(strings.ToLower(f.Type), ";")
	return len(b.Accept) == 0 || slices.ContainsFunc(b.Accept, func(a string) bool {
		a = strings.ToLower(a)
		if strings.HasPrefix(a, ".") {
			return strings.HasSuffix(strings.ToLower(strings.TrimSpace(f.Name)), a)
		}
		if all, ok := strings.CutSuffix(a, "*"); ok {
			return strings.HasPrefix(kind, all)
		}
		return strings.TrimSpace(kind) == a
	}) || b.acceptsWebP() && (kind == "image/jpeg" || kind == "image/png")
}

// acceptsWebP is asked for pictures of other kinds: a WebP is kept as one of those.
func (b *fileBlock) acceptsWebP() bool {
	return slices.ContainsFunc(b.Accept, func(a string) bool { return strings.EqualFold(a, ".webp") || strings.EqualFold(a, "image/webp") })
}
