//go:build !windows

package present

import "syscall"

// diskFull are what the system says when there is no space left, or none for this
// person.
var diskFull = []error{syscall.ENOSPC, syscall.EDQUOT}
