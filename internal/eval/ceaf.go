package eval

import (
	"cmp"
	"math"
	"slices"
)

// ceafeF1 is the entity-based CEAF of Luo (2005) as a percentage: sets of the two
// partitions are paired one to one so that the sum of 2|a∩b|/(|a|+|b|) is the greatest.
// Both partitions are of the same mentions.
func ceafeF1(gold, system map[int]int) float64 {
	goldSize, systemSize, both := make(map[int]int), make(map[int]int), make(map[[2]int]int)
	for i, g := range gold {
		goldSize[g]++
		systemSize[system[i]]++
		both[[2]int{g, system[i]}]++
	}
	sum := 0.0
	for _, part := range connected(both) {
		sum += bestPairs(part, func(pair [2]int) float64 {
			return 2 * float64(both[pair]) / float64(goldSize[pair[0]]+systemSize[pair[1]])
		})
	}
	return 100 * harmonic(sum/float64(max(1, len(systemSize))), sum/float64(max(1, len(goldSize))))
}

// connected parts pairs so that no set stands in two parts: sets that share nothing are
// never paired.
func connected(both map[[2]int]int) [][][2]int {
	pairs := make([][2]int, 0, len(both))
	for p := range both {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	bySystem := make(map[int][]int)
	byGold := make(map[int][]int)
	for i, p := range pairs {
		byGold[p[0]], bySystem[p[1]] = append(byGold[p[0]], i), append(bySystem[p[1]], i)
	}
	seen := make([]bool, len(pairs))
	var out [][][2]int
	for i := range pairs {
		if seen[i] {
			continue
		}
		seen[i] = true
		todo := []int{i}
		var part [][2]int
		for len(todo) > 0 {
			p := pairs[todo[len(todo)-1]]
			todo = todo[:len(todo)-1]
			part = append(part, p)
			for _, j := range slices.Concat(byGold[p[0]], bySystem[p[1]]) {
				if !seen[j] {
					seen[j] = true
					todo = append(todo, j)
				}
			}
		}
		out = append(out, part)
	}
	return out
}

// bestPairs returns the greatest sum of the worth of pairs that share no set.
func bestPairs(pairs [][2]int, worth func([2]int) float64) float64 {
	rows, columns := make(map[int]int), make(map[int]int)
	for _, p := range pairs {
		if _, ok := rows[p[0]]; !ok {
			rows[p[0]] = len(rows)
		}
		if _, ok := columns[p[1]]; !ok {
			columns[p[1]] = len(columns)
		}
	}
	n := max(len(rows), len(columns))
	cost := make([][]float64, n)
	for i := range cost {
		cost[i] = make([]float64, n)
	}
	for _, p := range pairs {
		cost[rows[p[0]]][columns[p[1]]] = -worth(p)
	}
	return -assign(cost)
}

// assign returns the least cost of giving each row a column of its own, by the method of
// Kuhn (1955) and Munkres (1957) with potentials; its time grows with the cube of the side.
func assign(cost [][]float64) float64 {
	n := len(cost)
	rowAt := make([]int, n+1) // column to row, both from 1; 0 is none
	u, v := make([]float64, n+1), make([]float64, n+1)
	for row := 1; row <= n; row++ {
		way, least, used := make([]int, n+1), make([]float64, n+1), make([]bool, n+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		rowAt[0] = row
		at := 0
		for rowAt[at] != 0 {
			at = step(cost, rowAt, way, least, used, u, v, at)
		}
		for at != 0 {
			rowAt[at] = rowAt[way[at]]
			at = way[at]
		}
	}
	sum := 0.0
	for j := 1; j <= n; j++ {
		sum += cost[rowAt[j]-1][j-1]
	}
	return sum
}

// step goes on to the nearest column that is not used yet and returns it.
func step(cost [][]float64, rowAt, way []int, least []float64, used []bool, u, v []float64, at int) int {
	used[at] = true
	i, next := rowAt[at], 0
	delta := math.Inf(1)
	for j := 1; j < len(rowAt); j++ {
		if used[j] {
			continue
		}
		if c := cost[i-1][j-1] - u[i] - v[j]; c < least[j] {
			least[j], way[j] = c, at
		}
		if least[j] < delta {
			delta, next = least[j], j
		}
	}
	for j := range rowAt {
		if used[j] {
			u[rowAt[j]] += delta
			v[j] -= delta
		} else {
			least[j] -= delta
		}
	}
	return next
}
