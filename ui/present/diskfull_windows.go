package present

import "syscall"

// diskFull are what Windows says when there is no space left, of which package
// syscall knows nothing: ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
var diskFull = []error{syscall.Errno(39), syscall.Errno(112)}
