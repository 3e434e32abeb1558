package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

var pageToken = regexp.MustCompile(`name="token" value="([A-Z0-9]+)"`)

// Decide does what a person does in the browser: it opens the authorize address,
// presses one of the two buttons, and returns the address of the page that this
// leads to, which carries the code or the refusal. It is for tests and scripts.
func Decide(ctx context.Context, authorizeURL string, allow bool) (string, error) {
	base, err := url.Parse(authorizeURL)
	if err != nil {
		return "", fmt.Errorf("opening the consent page: %w", err)
	}
	client := &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	location, body, err := visit(ctx, client, http.MethodGet, authorizeURL, nil)
	if err != nil {
		return "", fmt.Errorf("opening the consent page: %w", err)
	}
	if location == "" {
		token := pageToken.FindStringSubmatch(body)
		if token == nil {
			return "", errors.New("opening the consent page: it has no form")
		}
		decision := "deny"
		if allow {
			decision = "allow"
		}
		form := url.Values{"token": {token[1]}, "decision": {decision}}
		page := base.Scheme + "://" + base.Host + AuthorizePath
		if location, _, err = visit(ctx, client, http.MethodPost, page, form); err != nil {
			return "", fmt.Errorf("answering on the consent page: %w", err)
		}
	}
	// Not resolved by net/url, which would encode a state that came unencoded.
	return base.Scheme + "://" + base.Host + location, nil
}

func visit(ctx context.Context, c *http.Client, method, address string, form url.Values) (location, body string, err error) {
	req, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(form.Encode()))
	if err != nil {
		return "", "", err
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := c.Do(req)
	if err != nil {
		return "", "", err
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		return "", "", err
	}
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusSeeOther {
		return "", "", fmt.Errorf("status %d", resp.StatusCode)
	}
	return resp.Header.Get("Location"), string(b), nil
}
