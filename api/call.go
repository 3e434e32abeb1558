package api

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// A call is one request to one operation. All of them read: there is no method
// to choose.
type call struct {
	operation string // for errors
	pattern   string // the path, with {id} where the identifier goes
	id        string
	query     url.Values
	public    bool // needs no person
}

// do sends the request and returns the JSON of the answer. It sends it up to
// four times, waiting in between, when that may help and nobody waits for it.
func (c *Client) do(ctx context.Context, r call) ([]byte, error) {
	if strings.Contains(r.pattern, "{id}") && !validID(r.id) {
		return nil, fmt.Errorf("%s: %w", r.operation, errIdentifier)
	}
	plan := &retryPlan{pace: c.pace}
	body, err := backoff.Retry(ctx, func() ([]byte, error) {
		body, err := c.attempt(ctx, r)
		plan.last = err
		return body, err
	}, backoff.WithBackOff(plan), backoff.WithMaxTries(c.tries), backoff.WithMaxElapsedTime(0))
	if err != nil && ctx.Err() != nil {
		return nil, fmt.Errorf("%s: %w", r.operation, ctx.Err())
	}
	return body, err
}

// attempt sends the request once, when its turn has come.
func (c *Client) attempt(ctx context.Context, r call) ([]byte, error) {
	if err := c.pace.wait(ctx, r.operation); err != nil {
		return nil, err
	}
	req, err := c.newRequest(ctx, r)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	a, err := c.roundTrip(req, r.public)
	took := time.Since(start)
	c.log.LogAttrs(ctx, slog.LevelInfo, "InfoJobs API request",
		slog.String("method", http.MethodGet),
		slog.String("path", r.pattern),
		slog.Int("status", a.status),
		slog.Duration("duration", took),
		slog.Int("bytes", len(a.body)))
	if err != nil {
		return nil, transportError(ctx, r.operation, err, took >= totalTimeout)
	}
	body, err := a.json(r.operation)
	c.pace.heed(a.status, err)
	return body, err
}

func (c *Client) newRequest(ctx context.Context, r call) (*http.Request, error) {
	u := *c.base
	u.Path = strings.Replace(r.pattern, "{id}", r.id, 1)
	u.RawPath = strings.Replace(r.pattern, "{id}", url.PathEscape(r.id), 1)
	u.RawQuery = r.query.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.operation, err)
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", c.userAgent)
	return req, nil
}

func (c *Client) roundTrip(req *http.Request, public bool) (answer, error) {
	client := c.private
	if public {
		client = c.public
	}
	resp, err := client.Do(req) //nolint:bodyclose // readAnswer does it
	if err != nil {
		return answer{}, err
	}
	return readAnswer(resp)
}

// validID accepts whatever InfoJobs may use as an identifier but not what would
// lead to another path than its own.
func validID(id string) bool {
	if id == "" || len(id) > maxID || id == "." || id == ".." {
		return false
	}
	for i := range len(id) {
		if id[i] <= ' ' || id[i] >= 0x7f {
			return false
		}
	}
	return true
}
