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
  'params.shape': 'sizes of at least 1, with −1 at most once',
  'params.output-padding': 'numbers below the stride {down} × {across}',
  'params.pool-sides': 'numbers smaller than the window: a window in padding alone has nothing to pool',
  'params.axis': 'an axis from 1 to {last}, or −1 for the last',
  'params.known-axis': 'an axis of known length',
} as const;
