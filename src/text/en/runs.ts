/** English: training: transport, curves, progress, earlier runs and their failures. Keys begin with `runs.`. */
export const runs = {} as const;
