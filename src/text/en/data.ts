/** English: the data panel and loading. Keys begin with `data.`. */
export const data = {} as const;
