package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"readout"
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
		z, err := unzst(in)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return z.IOReadCloser(), nil
	case ".bz2":
		return io.NopCloser(bzip2.NewReader(in)), nil
	}
	return io.NopCloser(in), nil
}

// The frame that begins a WARC file whose records are compressed with a dictionary, which is
// what it holds: https://iipc.github.io/warc-specifications/specifications/warc-zstd/
const (
	dictFrame = "\x5d\x2a\x4d\x18"
	zstdFrame = "\x28\xb5\x2f\xfd"
)

// maxDict bounds a dictionary, in bytes unpacked. Usual ones have 100 kB.
const maxDict = 16 << 20

// unzst unpacks a zstd stream, with the dictionary that it begins with, if it does.
func unzst(in *bufio.Reader) (*zstd.Decoder, error) {
	opts := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow)}
	if head, err := in.Peek(8); err == nil && string(head[:4]) == dictFrame {
		dict, err := dictionary(in, binary.LittleEndian.Uint32(head[4:]))
		if err != nil {
			return nil, fmt.Errorf("its dictionary: %w", err)
		}
		opts = append(opts, zstd.WithDecoderDicts(dict))
	}
	return zstd.NewReader(in, opts...)
}

// dictionary reads a dictionary of n bytes from behind the head of its frame. It may be
// compressed itself.
func dictionary(in *bufio.Reader, n uint32) ([]byte, error) {
	if n > maxDict {
		return nil, fmt.Errorf("of %d bytes; %d is the most: %w", n, maxDict, readout.ErrInvalid)
	}
	dict := make([]byte, 8+n)
	if _, err := io.ReadFull(in, dict); err != nil {
		return nil, err
	}
	dict = dict[8:]
	if !bytes.HasPrefix(dict, []byte(zstdFrame)) {
		return dict, nil
	}
	z, err := zstd.NewReader(bytes.NewReader(dict), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxDict))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return io.ReadAll(z)
}
