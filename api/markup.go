package api

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A role is what an element of HTML does to the text around it.
type role int

const (
	roleNone      role = iota // no element of HTML: somebody wrote it so
	roleInline                // nothing
	roleCell                  // a blank
	roleLine                  // a line break
	roleItem                  // a line break and a bullet
	roleParagraph             // an empty line
	roleDropped               // its content is not for reading
)

func roleOf(a atom.Atom) role {
	switch a {
	case atom.Script, atom.Style, atom.Iframe, atom.Object, atom.Svg, atom.Math,
		atom.Template, atom.Noscript, atom.Head, atom.Title:
		return roleDropped
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote:
		return roleParagraph
	case atom.Li:
		return roleItem
	case atom.Br, atom.Div, atom.Ul, atom.Ol, atom.Tr, atom.Table, atom.Hr, atom.Section, atom.Article:
		return roleLine
	case atom.Td, atom.Th:
		return roleCell
	case atom.A, atom.B, atom.Big, atom.Body, atom.Center, atom.Code, atom.Em, atom.Font, atom.Form,
		atom.Html, atom.I, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Pre, atom.S, atom.Small,
		atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Tbody, atom.Thead, atom.U, atom.Video, atom.Audio:
		return roleInline
	}
	return roleNone
}

// toPlain returns s without markup if it holds any. InfoJobs documents plain
// text, where "<3 años" or "<correo@ejemplo.es>" mean themselves.
func toPlain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	markup, blocks := inspect(s)
	if !markup {
		return s
	}
	if blocks {
		// Blocks make the lines, so the source's own line breaks are blanks.
		s = strings.Join(strings.Fields(s), " ")
	}
	var w markupWriter
	walk(s, w.token)
	return w.text.String()
}

// inspect reports whether s holds markup, and elements that break lines.
func inspect(s string) (markup, blocks bool) {
	walk(s, func(kind html.TokenType, a atom.Atom, raw, _ string) {
		r := roleOf(a)
		switch {
		case kind == html.CommentToken:
			markup = true
		case kind == html.TextToken:
			markup = markup || hasEntity(raw)
		case r != roleNone:
			markup = true
			blocks = blocks || r == roleLine || r == roleItem || r == roleParagraph
		}
	})
	return markup, blocks
}

// walk hands out the tokens of s. It builds no tree, so nesting costs nothing,
// and it fetches nothing. What is left when s ends within a tag counts as text.
func walk(s string, visit func(kind html.TokenType, a atom.Atom, raw, text string)) {
	z := html.NewTokenizer(strings.NewReader(s))
	read := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := string(z.Raw()) // what follows overwrites it
		read += len(raw)
		switch kind {
		case html.TextToken:
			visit(kind, 0, raw, string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, _ := z.TagName()
			visit(kind, atom.Lookup(name), raw, "")
		default:
			visit(kind, 0, raw, "")
		}
	}
	if read < len(s) {
		visit(html.TextToken, 0, s[read:], s[read:])
	}
}

// hasEntity reports whether s holds a complete character reference such as
// "&eacute;".
func hasEntity(s string) bool {
	for {
		_, after, found := strings.Cut(s, "&")
		if !found {
			return false
		}
		if name, _, closed := strings.Cut(after[:min(len(after), 34)], ";"); closed {
			if ref := "&" + name + ";"; !strings.ContainsAny(name, " &") && html.UnescapeString(ref) != ref {
				return true
			}
		}
		s = after
	}
}

// A markupWriter collects the text of tokens.
type markupWriter struct {
	text    strings.Builder
	dropped atom.Atom // the element whose content is being left out, or 0
	depth   int       // how many of it are open
}

func (w *markupWriter) token(kind html.TokenType, a atom.Atom, raw, text string) {
	tag := kind == html.StartTagToken || kind == html.SelfClosingTagToken || kind == html.EndTagToken
	switch {
	case w.dropped != 0:
		w.nest(kind, a)
	case kind == html.TextToken:
		w.text.WriteString(text)
	case tag:
		w.tag(kind, a, raw)
	}
}

func (w *markupWriter) tag(kind html.TokenType, a atom.Atom, raw string) {
	end := kind == html.EndTagToken
	switch roleOf(a) {
	case roleNone:
		w.text.WriteString(raw)
	case roleDropped:
		// The tokenizer takes what follows <script/> for a script too.
		if kind == html.StartTagToken || !end && a != atom.Svg && a != atom.Math {
			w.dropped, w.depth = a, 1
		}
	case roleParagraph:
		w.text.WriteString("\n\n")
	case roleItem:
		if !end {
			w.text.WriteString("\n• ")
		}
	case roleLine:
		w.text.WriteString("\n")
	case roleCell:
		w.text.WriteString(" ")
	case roleInline:
	}
}

// nest follows the element being left out to its end.
func (w *markupWriter) nest(kind html.TokenType, a atom.Atom) {
	switch {
	case a != w.dropped:
	case kind == html.StartTagToken:
		w.depth++
	case kind == html.EndTagToken:
		w.depth--
	}
	if w.depth == 0 {
		w.dropped = 0
	}
}
