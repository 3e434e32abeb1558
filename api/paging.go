package api

import (
	"errors"
	"net/url"
	"strconv"
)

// MaxPageSize is the largest page that InfoJobs gives; 10 and 20 are the others.
const MaxPageSize = 30

// maxPages ends a list that never ends.
const maxPages = 200

var (
	errPageSize = errors.New("the page size is none of 10, 20 and 30")
	errPage     = errors.New("the page number is negative")
)

// pageQuery writes the parameters that all lists share. Zero values stand for
// the first page and the largest size.
func pageQuery(page, size int) (url.Values, error) {
	if page == 0 {
		page = 1
	}
	if size == 0 {
		size = MaxPageSize
	}
	switch {
	case page < 0:
		return nil, errPage
	case size != 10 && size != 20 && size != 30:
		return nil, errPageSize
	}
	return url.Values{"page": {strconv.Itoa(page)}, "pageSize": {strconv.Itoa(size)}}, nil
}

// A pass is one run through the pages of a list. Pages shift while they are
// read, when items come and go, so it goes by what was seen and not by counts.
// Package tracker, which reads the list page by page, ends by the same rule in
// its downloadPages; change both.
type pass[K comparable] struct {
	seen  map[K]bool
	first int // total told by the first page; -1 before and when not told
	// moved says that the list changed between its first page and its last: what
	// enters or leaves it changes its total, and what only goes up to the top
	// pushes the end of one page into the next.
	moved bool
}

func newPass[K comparable]() *pass[K] {
	return &pass[K]{seen: map[K]bool{}, first: -1}
}

// fresh reports whether no page of this pass held k before.
func (p *pass[K]) fresh(k K) bool {
	if p.seen[k] {
		p.moved = true
		return false
	}
	p.seen[k] = true
	return true
}

// done reports whether the page was the last one. Of its rows, news were fresh;
// size is how many a full page has.
func (p *pass[K]) done(page, news, rows, size, total int) bool {
	if page == 1 {
		p.first = total
	}
	p.moved = p.moved || total != p.first
	if page >= maxPages {
		p.moved = false // going through it once more would not end either
		return true
	}
	// Having seen more than the total means that the total cannot be trusted.
	return news == 0 || len(p.seen) == total || len(p.seen) > total && rows < size
}
