package api

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// What is kept of a hostile answer. All are far above what InfoJobs documents.
const (
	maxMembers = 500
	maxRows    = 1000
	maxLabels  = 200
	maxID      = 100
)

// An object reads the members of one JSON object, each by itself: a member of
// the wrong type becomes a zero value and is counted.
type object struct {
	members map[string]json.RawMessage
	odd     *int
}

// parseObject reports whether raw is an object. raw is valid JSON or nothing
// of it is trusted: what does not parse is left out.
func parseObject(raw []byte, odd *int) (object, bool) {
	o := object{members: map[string]json.RawMessage{}, odd: odd}
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return o, false
	}
	for dec.More() {
		if len(o.members) == maxMembers {
			*odd++
			break
		}
		name, err := dec.Token()
		key, ok := name.(string)
		var value json.RawMessage
		if err != nil || !ok || dec.Decode(&value) != nil {
			return o, false
		}
		o.members[key] = value
	}
	return o, true
}

// parseArray returns the first elements of an array and reports whether raw is
// one.
func parseArray(raw []byte, limit int, odd *int) ([]json.RawMessage, bool) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return nil, false
	}
	var elements []json.RawMessage
	for dec.More() {
		if len(elements) == limit {
			*odd++
			break
		}
		var e json.RawMessage
		if dec.Decode(&e) != nil {
			return nil, false
		}
		elements = append(elements, e)
	}
	return elements, true
}

// has reports whether the member is there and not null.
func (o object) has(key string) bool {
	raw, ok := o.members[key]
	return ok && string(raw) != "null"
}

// text returns one line of plain text; "" when there is none.
func (o object) text(key string) string { return plainLine(o.raw(key)) }

// longText returns plain text with its line breaks.
func (o object) longText(key string) string { return plainText(o.raw(key)) }

// id returns an identifier as it is, or "" for what cannot be one.
func (o object) id(key string) string {
	s := strings.TrimSpace(o.raw(key))
	if s != "" && !validID(s) {
		*o.odd++
		return ""
	}
	return s
}

// raw returns a string member; numbers and booleans are returned as written.
func (o object) raw(key string) string {
	if !o.has(key) {
		return ""
	}
	s, ok := scalar(o.members[key])
	if !ok {
		*o.odd++
	}
	return s
}

// number returns an integer, absent when there is none.
func (o object) number(key string, absent int) int {
	if !o.has(key) {
		return absent
	}
	s, ok := scalar(o.members[key])
	if n, valid := parseInt(strings.TrimSpace(s)); ok && valid {
		return n
	}
	*o.odd++
	return absent
}

// boolean accepts numbers too, as counts stand where booleans are documented;
// a negative one means that InfoJobs does not know.
func (o object) boolean(key string) bool {
	if !o.has(key) {
		return false
	}
	s, ok := scalar(o.members[key])
	if n, valid := parseInt(strings.TrimSpace(s)); ok && valid {
		return n > 0
	}
	*o.odd++
	return false
}

// date returns the zero time, and counts it, when there is none.
func (o object) date(key string) time.Time {
	var s string
	_ = json.Unmarshal(o.members[key], &s) // what is no string is no date
	t := parseTime(s)
	if t.IsZero() {
		*o.odd++
	}
	return t
}

// value reads the text of an {id, value} object of InfoJobs' dictionaries, which
// may also stand alone. An id alone is no text.
func (o object) value(key string) string {
	if inner, ok := o.object(key); ok {
		return inner.text("value")
	}
	s := o.text(key)
	if _, ok := parseInt(s); ok {
		return ""
	}
	return s
}

func (o object) object(key string) (object, bool) {
	if !o.has(key) {
		return object{}, false
	}
	return parseObject(o.members[key], o.odd)
}

// labels returns the texts of a list whose elements may be strings or objects
// that hold one, or of a single one that stands for the list.
func (o object) labels(key string) []string {
	if !o.has(key) {
		return nil
	}
	elements, ok := parseArray(o.members[key], maxLabels, o.odd)
	if !ok {
		elements = []json.RawMessage{o.members[key]}
	}
	var labels []string
	for _, e := range elements {
		labels = append(labels, o.label(e)...)
	}
	return labels[:min(len(labels), maxLabels)]
}

func (o object) label(raw json.RawMessage) []string {
	if s, ok := scalar(raw); ok {
		if s = plainLine(s); s != "" {
			return []string{s}
		}
		return nil
	}
	inner, ok := parseObject(raw, o.odd)
	if !ok {
		*o.odd++
		return nil
	}
	for _, key := range []string{"value", "name", "description"} {
		if s := inner.text(key); s != "" {
			return []string{s}
		}
	}
	*o.odd++
	return nil
}

// scalar returns a string's content, or a number or boolean as written, and
// reports whether raw is one of them.
func scalar(raw json.RawMessage) (string, bool) {
	if len(raw) == 0 {
		return "", false
	}
	switch raw[0] {
	case '{', '[', 'n':
		return "", false
	case '"':
		var s string
		err := json.Unmarshal(raw, &s)
		return s, err == nil
	}
	return string(raw), true
}

// parseInt accepts the spellings of an integer, and booleans as 1 and 0.
func parseInt(s string) (int, bool) {
	switch strings.ToLower(s) {
	case "true":
		return 1, true
	case "false":
		return 0, true
	}
	if n, err := strconv.ParseInt(s, 10, 32); err == nil {
		return int(n), true
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < -1<<31 || f > 1<<31-1 || f != float64(int64(f)) {
		return 0, false
	}
	return int(f), true
}
