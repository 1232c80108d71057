/** The packed spoken digits. */

/** Samples a second. */
export const clipRate = 8000;
/** Samples of a clip: a second. */
export const clipLength = 8000;
