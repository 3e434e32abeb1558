package api

// Support returns what InfoJobs' support asks for to find the case: the error's
// code, and the number of the request where InfoJobs gave one.
func (e *Error) Support() (code, requestID string) { return e.Code, e.RequestID }
