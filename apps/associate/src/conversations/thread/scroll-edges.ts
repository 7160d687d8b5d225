type Rows = ArrayLike<Pick<Element, 'getBoundingClientRect'>>

/** The index of the first row that ends below `y`; rows stand one under the other. */
export function firstBelow(rows: Rows, y: number): number {
  return search(rows, row => row.bottom > y)
}

/** The index of the last row that begins above `y`. */
export function lastAbove(rows: Rows, y: number): number {
  return search(rows, row => row.top >= y) - 1
}

function search(rows: Rows, passed: (rect: DOMRect) => boolean): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row && passed(row.getBoundingClientRect())) high = middle
    else low = middle + 1
  }
  return low
}
