/** English: the command line. Keys begin with `cli.`. */
export const cli = {} as const;
