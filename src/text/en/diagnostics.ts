/** English: what the checker says and the fixes it offers. Keys begin with `diagnostics.`. */
export const diagnostics = {} as const;
