package auth

// WWW returns the base address of InfoJobs' pages, or of what replaces them.
func (c *Client) WWW() string { return c.www.String() }
