package writing

import "slices"

// diffLine is one line of the saved text beside the reader's.
type diffLine struct {
	Text string
	Sign string // "" in both, "+" only in the saved text, "-" only in the reader's
}

// maxDiff bounds the table of the comparison: 2,000 by 2,000 changed lines.
const maxDiff = 4_000_000

// diffLines compares two texts line by line. What both begin and end with is not compared at all;
// the rest by its longest common subsequence, or as a whole when it is very long.
func diffLines(saved, mine []string) []diffLine {
	var head, tail []diffLine
	for len(saved) > 0 && len(mine) > 0 && saved[0] == mine[0] {
		head = append(head, diffLine{Text: saved[0]})
		saved, mine = saved[1:], mine[1:]
	}
	for len(saved) > 0 && len(mine) > 0 && saved[len(saved)-1] == mine[len(mine)-1] {
		tail = append(tail, diffLine{Text: saved[len(saved)-1]})
		saved, mine = saved[:len(saved)-1], mine[:len(mine)-1]
	}
	list := slices.Concat(head, middle(saved, mine))
	for i := len(tail) - 1; i >= 0; i-- {
		list = append(list, tail[i])
	}
	return list
}

func middle(saved, mine []string) []diffLine {
	var list []diffLine
	i, j := 0, 0
	if len(saved)*len(mine) <= maxDiff {
		common := commonLengths(saved, mine)
		for i < len(saved) && j < len(mine) {
			switch {
			case saved[i] == mine[j]:
				list = append(list, diffLine{Text: saved[i]})
				i, j = i+1, j+1
			case common[i+1][j] > common[i][j+1]:
				list = append(list, diffLine{saved[i], "+"})
				i++
			default:
				list = append(list, diffLine{mine[j], "-"})
				j++
			}
		}
	}
	for ; j < len(mine); j++ {
		list = append(list, diffLine{mine[j], "-"})
	}
	for ; i < len(saved); i++ {
		list = append(list, diffLine{saved[i], "+"})
	}
	return list
}

// commonLengths tells, for every i and j, how many lines a[i:] and b[j:] have in common, in order.
func commonLengths(a, b []string) [][]int32 {
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
