package source

import (
	"bufio"
	"compress/bzip2"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// ext is the ending of a file's name in lower case, without that of its compression.
func ext(path string) string {
	path = strings.ToLower(path)
	switch e := filepath.Ext(path); e {
	case ".gz", ".zst", ".bz2":
		path = strings.TrimSuffix(path, e)
	}
	return filepath.Ext(path)
}

// isPacked reports whether a file is named as a compressed one.
func isPacked(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".gz", ".zst", ".bz2":
		return true
	}
	return false
}

// maxWindow bounds what a zstd file may ask to be kept of what came before.
const maxWindow = 64 << 20

// unpack returns what a compressed file unpacks to, by the ending of its name.
func unpack(path string, f *os.File) (io.ReadCloser, error) {
	in := bufio.NewReaderSize(f, 1<<16)
	switch strings.ToLower(filepath.Ext(path)) {
	case ".gz":
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("%s: not a gzip file, whatever its name says: %w", path, err)
		}
		return z, nil
	case ".zst":
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return z.IOReadCloser(), nil
	case ".bz2":
		return io.NopCloser(bzip2.NewReader(in)), nil
	}
	return io.NopCloser(in), nil
}
