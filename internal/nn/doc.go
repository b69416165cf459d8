// Package nn is the arithmetic of the language model: matrix products, the recurrence,
// the file that holds the weights and the encoder that turns words into vectors.
//
// Every number is a float32, every matrix is stored row by row. A sum is taken in one
// fixed order and never fused, so that the vector code of one machine, that of another and
// plain Go give the same bits: the same text has the same tree everywhere.
package nn
