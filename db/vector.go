package db

import (
	"crypto/sha256"
	"math"
)

// vector is what a passage means, in numbers of 8 bits as bytes of the file: its length is 1 once they are taken times
// scale. The scale of one that means nothing is 0.
type vector struct {
	model   string
	scale   float64
	numbers []byte
}

// saidBy is the hash of a passage.
func saidBy(title, heading, text string) [32]byte {
	return sha256.Sum256([]byte(title + "\x00" + heading + "\x00" + text))
}

// quantised is a vector as it is kept.
func quantised(model string, from []float32) vector {
	var length, most float64
	for _, n := range from {
		length += float64(n) * float64(n)
		most = max(most, math.Abs(float64(n)))
	}
	length = math.Sqrt(length)
	if length == 0 || math.IsNaN(length) || math.IsInf(length, 0) {
		return vector{model: model, numbers: []byte{}}
	}
	v := vector{model: model, scale: most / 127 / length, numbers: make([]byte, len(from))}
	for i, n := range from {
		v.numbers[i] = byte(int8(math.Round(float64(n) / most * 127)))
	}
	return v
}

// wide are the numbers of a question: widened once, for all that it is compared with.
func (v vector) wide() []int32 {
	all := make([]int32, len(v.numbers))
	for i, n := range v.numbers {
		all[i] = int32(int8(n))
	}
	return all
}

// product is the sum of the products of two vectors' numbers: of 8192 at most, it fits. Four at a time, as they do not
// wait for each other.
func product(a []byte, b []int32) int32 {
	var one, two, three, four int32
	for len(a) >= 8 && len(b) >= 8 {
		x, y := a[:8:8], b[:8:8]
		one += int32(int8(x[0]))*y[0] + int32(int8(x[4]))*y[4]
		two += int32(int8(x[1]))*y[1] + int32(int8(x[5]))*y[5]
		three += int32(int8(x[2]))*y[2] + int32(int8(x[6]))*y[6]
		four += int32(int8(x[3]))*y[3] + int32(int8(x[7]))*y[7]
		a, b = a[8:], b[8:]
	}
	for i := range min(len(a), len(b)) {
		one += int32(int8(a[i])) * b[i]
	}
	return one + two + three + four
}
