package wikidata

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

const (
	maxLine   = 32 << 20 // bytes of an entity; the largest ones have five million
	maxWindow = 256 << 20
)

var errLong = fmt.Errorf("more than %d MB in one line", maxLine>>20)

// eachLine calls f for each line of a file, packed or not, with its number from 1. A line
// that is too long gives errLong, and a file that ends too early or cannot be unpacked
// further its error, behind the last line. An error of f ends it.
func eachLine(ctx context.Context, path string, f func(n int, line []byte, err error) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in, done, err := unpacked(bufio.NewReaderSize(file, 1<<16))
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer done()
	r := bufio.NewReaderSize(in, 1<<20)
	for n := 1; ; n++ {
		if n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		line, err := readLine(r, maxLine)
		switch {
		case errors.Is(err, io.EOF) && len(line) == 0:
			return nil
		case errors.Is(err, io.EOF):
			return f(n, line, nil)
		case err != nil && !errors.Is(err, errLong):
			return f(n, nil, fmt.Errorf("the file ends too early or is damaged: %w", err))
		}
		if err := f(n, line, err); err != nil {
			return err
		}
	}
}

// unpacked looks at the first bytes for what a file is packed with.
func unpacked(in *bufio.Reader) (io.Reader, func(), error) {
	head, _ := in.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(in)
		return z, func() {}, err
	case bytes.HasPrefix(head, []byte("BZh")):
		return bzip2.NewReader(in), func() {}, nil
	case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return in, func() {}, nil
}

// readLine returns the next line without its end. What is too long is passed over.
func readLine(r *bufio.Reader, most int) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > most; !long {
			if line == nil && err == nil {
				return bytes.TrimSpace(part), nil // valid until the next read
			}
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case long: // at the end of the file that follows
			return nil, errLong
		default:
			return bytes.TrimSpace(line), err
		}
	}
}
