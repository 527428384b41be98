package difference

import "slices"

// Piece is one part of two lists.
type Piece[T comparable] struct {
	Part T
	Sign string // "" in both, "+" only in the second, "-" only in the first
}

// maxTable bounds the table of a comparison: 2,000 by 2,000 changed lines.
const maxTable = 4_000_000

// Of compares two lists. What both begin and end with is not compared at all; the rest by its longest common
// subsequence, or as a whole when it is very long.
func Of[T comparable](before, after []T) []Piece[T] {
	var head, tail []Piece[T]
	for len(after) > 0 && len(before) > 0 && after[0] == before[0] {
		head = append(head, Piece[T]{Part: after[0]})
		after, before = after[1:], before[1:]
	}
	for len(after) > 0 && len(before) > 0 && after[len(after)-1] == before[len(before)-1] {
		tail = append(tail, Piece[T]{Part: after[len(after)-1]})
		after, before = after[:len(after)-1], before[:len(before)-1]
	}
	list := slices.Concat(head, middle(before, after))
	for i := len(tail) - 1; i >= 0; i-- {
		list = append(list, tail[i])
	}
	return list
}

func middle[T comparable](before, after []T) []Piece[T] {
	var list []Piece[T]
	i, j := 0, 0
	if len(after)*len(before) <= maxTable {
		common := commonLengths(after, before)
		for i < len(after) && j < len(before) {
			switch {
			case after[i] == before[j]:
				list = append(list, Piece[T]{Part: after[i]})
				i, j = i+1, j+1
			case common[i+1][j] > common[i][j+1]:
				list = append(list, Piece[T]{after[i], "+"})
				i++
			default:
				list = append(list, Piece[T]{before[j], "-"})
				j++
			}
		}
	}
	for ; j < len(before); j++ {
		list = append(list, Piece[T]{before[j], "-"})
	}
	for ; i < len(after); i++ {
		list = append(list, Piece[T]{after[i], "+"})
	}
	return list
}

// commonLengths tells, for every i and j, how many parts a[i:] and b[j:] have in common, in order.
func commonLengths[T comparable](a, b []T) [][]int32 {
	table := make([][]int32, len(a)+1)
	table[len(a)] = make([]int32, len(b)+1)
	for i := len(a) - 1; i >= 0; i-- {
		table[i] = make([]int32, len(b)+1)
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	return table
}
