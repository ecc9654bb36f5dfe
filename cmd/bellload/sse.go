package main

import (
	"bufio"
	"bytes"
	"errors"
)

// event is one server-sent event. Its bytes are good until the next one is read.
type event struct {
	id   []byte // the last id that was said, also by an earlier event
	name []byte // empty: unnamed
	data []byte // lines joined by \n
}

// eventReader takes a stream of server-sent events apart, as the standard says.
type eventReader struct {
	in   *bufio.Reader
	ev   event
	long []byte
}

// next reads one event. An event that was cut off before its empty line is dropped with the error.
func (r *eventReader) next() (*event, error) {
	r.ev.name, r.ev.data = r.ev.name[:0], r.ev.data[:0]
	some := false
	for {
		line, err := r.line()
		if err != nil {
			return nil, err
		}
		if len(line) == 0 {
			if some {
				return &r.ev, nil
			}
			r.ev.name = r.ev.name[:0]
			continue
		}
		field, value, _ := bytes.Cut(line, []byte(":"))
		value = bytes.TrimPrefix(value, []byte(" "))
		switch string(field) {
		case "data":
			if some {
				r.ev.data = append(r.ev.data, '\n')
			}
			r.ev.data, some = append(r.ev.data, value...), true
		case "id":
			r.ev.id = append(r.ev.id[:0], value...)
		case "event":
			r.ev.name = append(r.ev.name[:0], value...)
		}
	}
}

// line reads up to \n, without it and without \r before it.
func (r *eventReader) line() ([]byte, error) {
	part, err := r.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		r.long = r.long[:0]
		for errors.Is(err, bufio.ErrBufferFull) {
			r.long = append(r.long, part...)
			part, err = r.in.ReadSlice('\n')
		}
		r.long = append(r.long, part...)
		part = r.long
	}
	if err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(part[:len(part)-1], []byte("\r")), nil
}
