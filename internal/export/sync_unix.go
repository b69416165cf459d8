//go:build unix

package export

import (
	"errors"
	"os"
)

// syncFolder has the names in a folder written to the disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
