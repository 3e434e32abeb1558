//go:build !linux && !darwin

package main

// sleeperRole needs signals that this system does not have.
func sleeperRole(string) int { return 2 }
