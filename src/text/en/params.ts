/** English: what a block's parameter may be, after the word "expected". Keys begin with `params.`. */
export const params = {
  'params.whole': 'a whole number from {min} to {max}',
  'params.number': 'a number from {min} to {max}',
  'params.choice': 'one of {values}',
  'params.toggle': 'true or false',
  'params.size': 'two whole numbers from {min} to {max}',
  'params.ints': 'a list of {count} whole numbers from {min} to {max}',
  'params.ints-up-to': 'a list of 1 to {count} whole numbers from {min} to {max}',
  'params.none': 'no parameters',
  'params.names': 'one of the parameters {names}',
  'params.divisor': 'a divisor of {size}',
  'params.shape': 'sizes of at least 1, with −1 at most once',
  'params.output-padding': 'numbers below the stride {down} × {across}',
  'params.pool-sides': 'numbers smaller than the window: a window in padding alone has nothing to pool',
  'params.axis': 'an axis from 1 to {last}, or −1 for the last',
  'params.known-axis': 'an axis of known length',
  'params.initial-state': 'zero, learned or wired: only direction forward ends where the next batch goes on',
  'params.carried-direction':
    'forward, because {state} is carried on to the next batch, which begins where this one ends',
  'params.window-of-sound': 'at most {most} ms, for a sound of {samples} samples',
  'params.bands': 'at most {most}, because a window of {window} ms cannot tell the frequencies of more bands apart',
  'params.coefficients': 'at most {most}, the number of mel bands',
  'params.window-of-series':
    'at most {most}, so that a window and the {horizon, plural, one {# step} other {# steps}} after it fit into the shortest part of the data, which has {steps} steps',
  'params.column': 'at most {columns}, the number of columns that come in',
  'params.gaps':
    'a way to fill the {gaps, plural, one {# {every}} other {# {every}s}} of {steps} in which nothing was measured: line or hold',
} as const;
