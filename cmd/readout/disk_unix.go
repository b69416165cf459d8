//go:build unix

package main

import "golang.org/x/sys/unix"

// freeBytes returns how much room there is for this user where a file lies.
func freeBytes(path string) (free int64, known bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(path, &st); err != nil {
		return 0, false
	}
	return int64(st.Bavail) * int64(st.Bsize), true
}
