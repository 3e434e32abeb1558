//go:build !linux && !darwin

package app

// sleeperRole needs signals that this system does not have.
func sleeperRole(string) int { return 2 }
