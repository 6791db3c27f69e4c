/** A cell by row and column; row -1 is the head. */
export type Place = { readonly row: number; readonly column: number };

/** From the cell where it began to the one that has the focus. */
export type Selection = { readonly anchor: Place; readonly focus: Place };

export type Bounds = { readonly rows: number; readonly columns: number; readonly page: number };

export const startSelection: Selection = { anchor: { row: 0, column: 0 }, focus: { row: 0, column: 0 } };

/** The rectangle of cells, ends included; the head is never in it. */
export function areaOf({ anchor, focus }: Selection) {
  const [top, bottom] = [Math.min(anchor.row, focus.row), Math.max(anchor.row, focus.row)];
  const [left, right] = [Math.min(anchor.column, focus.column), Math.max(anchor.column, focus.column)];
  return { top: Math.max(0, top), bottom, left, right };
}

export const isOne = ({ anchor, focus }: Selection): boolean => anchor.row === focus.row && anchor.column === focus.column;

type Key = { readonly key: string; readonly ctrl: boolean; readonly shift: boolean };

/** Where a key moves to; null when it does not move. */
export function moved({ anchor, focus }: Selection, { key, ctrl, shift }: Key, { rows, columns, page }: Bounds): Selection | null {
  const to = target(focus, { key, ctrl, shift }, { rows, columns, page });
  if (!to) return null;
  const lowest = shift ? 0 : -1;
  const place = { row: clamp(to.row, lowest, rows - 1), column: clamp(to.column, 0, columns - 1) };
  return { anchor: shift ? anchor : place, focus: place };
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));

function target({ row, column }: Place, { key, ctrl }: Key, { rows, columns, page }: Bounds): Place | null {
  switch (key) {
    case "ArrowUp":
      return { row: ctrl ? 0 : row - 1, column };
    case "ArrowDown":
      return { row: ctrl ? rows - 1 : row + 1, column };
    case "ArrowLeft":
      return { row, column: ctrl ? 0 : column - 1 };
    case "ArrowRight":
      return { row, column: ctrl ? columns - 1 : column + 1 };
    case "PageUp":
      return { row: Math.max(0, row - page), column };
    case "PageDown":
      return { row: row + page, column };
    case "Home":
      return { row: ctrl ? 0 : row, column: 0 };
    case "End":
      return { row: ctrl ? rows - 1 : row, column: columns - 1 };
    default:
      return null;
  }
}
