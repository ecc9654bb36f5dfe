package flow

// ContentKind is what a message shows beside its words.
type ContentKind string

// The kinds of content.
const (
	ContentImage     ContentKind = "image"
	ContentVideo     ContentKind = "video" // a file, or a page of a known player (Provider)
	ContentAudio     ContentKind = "audio"
	ContentFile      ContentKind = "file"
	ContentCards     ContentKind = "cards"
	ContentLink      ContentKind = "link" // a button that opens URL
	ContentArticle   ContentKind = "article"
	ContentAnimation ContentKind = "animation"
	ContentAnswer    ContentKind = "answer" // the words are an AI's: Answer, Sources, Rated
)

// Content is what a message shows. Addresses are http, https or a path of this server.
type Content struct {
	Kind      ContentKind `json:"kind"`
	URL       string      `json:"url,omitempty"`
	Provider  string      `json:"provider,omitempty"` // of a video: "YouTube" or "Vimeo", URL is a page to open
	Name      string      `json:"name,omitempty"`     // of a file; a link's label; an article's title
	Alt       string      `json:"alt,omitempty"`      // what an image shows, in words
	Link      string      `json:"link,omitempty"`     // that a press on an image opens
	Summary   string      `json:"summary,omitempty"`
	Type      string      `json:"type,omitempty"` // MIME type
	Size      int64       `json:"size,omitempty"` // bytes
	Article   string      `json:"article,omitempty"`
	Animation string      `json:"animation,omitempty"` // confetti fireworks hearts snow balloons thumbs_up
	NewTab    bool        `json:"new_tab,omitempty"`
	Cards     []Card      `json:"cards,omitempty"`
	Answer    string      `json:"answer,omitempty"` // id of an AI's answer
	Sources   []Source    `json:"sources,omitempty"`
	Rated     int         `json:"rated,omitempty"` // 1 or -1: what the visitor thinks of it
}

// Source is an article that an answer is from.
type Source struct {
	Slug    string `json:"slug"`
	Title   string `json:"title"`
	Heading string `json:"heading,omitempty"`
}

// Card is one of several side by side.
type Card struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text,omitempty"`
	Image string `json:"image,omitempty"`
	Alt   string `json:"alt,omitempty"`
	Link  string `json:"link,omitempty"`  // opens this address
	Label string `json:"label,omitempty"` // of the link, or of the button that chooses the card
}

// File is one that the visitor has sent: it is kept already, ID is how it is found.
type File struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Type string `json:"type"`
	Size int64  `json:"size"`
	// Width and Height of a picture as it is seen; 0 for others.
	Width  int `json:"width,omitempty"`
	Height int `json:"height,omitempty"`
}

// Field is one field of a form that the visitor fills, as asked now.
type Field struct {
	ID          string   `json:"id"`
	Label       string   `json:"label"`
	Type        string   `json:"type"` // text long email phone number date choice
	Required    bool     `json:"required,omitempty"`
	Placeholder string   `json:"placeholder,omitempty"`
	Options     []string `json:"options,omitempty"` // of a choice
	Value       string   `json:"value,omitempty"`   // what is in it
	Problem     string   `json:"problem,omitempty"` // what was wrong with it
}
