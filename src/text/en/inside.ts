/** English: looking inside a block and using the network. Keys begin with `inside.`. */
export const inside = {} as const;
