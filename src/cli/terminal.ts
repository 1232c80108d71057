/** Where a command writes: standard output for results, standard error for everything else. */
export interface Terminal {
  /** A line of the result. */
  readonly out: (line: string) => void;
  /** A line for the person: progress, warnings, errors. */
  readonly note: (line: string) => void;
  /** A person is looking: progress bars make sense. */
  readonly interactive: boolean;
}

/** How a command ends: 0 did it, 1 the graph or the run is at fault, 2 the command was called wrongly, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** Columns padded to their widest cell; `right` names the columns that hold numbers. */
export function table(rows: readonly (readonly string[])[], right: readonly number[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
