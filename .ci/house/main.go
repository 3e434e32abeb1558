// Command house shows where the code has grown: the folders with most Go files, the
// longest files and the types with most methods. Tests and tools are left out.
package main

import (
	"fmt"
	"os"
)

// shown is how many of each it shows.
const shown = 10

func main() {
	root := "."
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	h, err := measure(os.DirFS(root))
	if err != nil {
		fmt.Fprintln(os.Stderr, "house:", err)
		os.Exit(1)
	}
	h.write(os.Stdout)
}
