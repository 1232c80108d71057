/** The numbers of a chart as comma-separated values (RFC 4180), one row for each place on the x axis. */

export interface Column {
  readonly label: string;
  /** Ascending; the place on the axis is `x · unit`. */
  readonly x: ArrayLike<number>;
  readonly unit: number;
  readonly y: ArrayLike<number>;
}

/** Columns may have places of their own: a cell without a number stays empty. */
export function toCsv(xLabel: string, columns: readonly Column[]): string {
  const rows = [[xLabel, ...columns.map((column) => column.label)].map(quoted).join(',')];
  const next = columns.map(() => 0);
  const placeOf = (column: Column, index: number): number => (column.x[index] as number) * column.unit;
  for (;;) {
    let place = Number.POSITIVE_INFINITY;
    for (const [i, column] of columns.entries()) {
      const index = next[i] as number;
      if (index < column.y.length) place = Math.min(place, placeOf(column, index));
    }
    if (place === Number.POSITIVE_INFINITY) return `${rows.join('\r\n')}\r\n`;
    const cells = columns.map((column, i) => {
      const index = next[i] as number;
      if (index >= column.y.length || placeOf(column, index) !== place) return '';
      next[i] = index + 1;
      const value = column.y[index] as number;
      return Number.isFinite(value) ? `${value}` : '';
    });
    rows.push([`${place}`, ...cells].join(','));
  }
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
