/** The seeds of random changes to the examples: each example has another one in each epoch, whatever the order they come in. */
import { philox4x32, streamOf } from '../base/philox.ts';

const stream = streamOf('augment');
const bits = new Uint32Array(4);

/** An unsigned 32-bit number that depends on (seed, epoch, example) alone. */
export function drawOf(seed: number, epoch: number, example: number): number {
  philox4x32(bits, example, epoch, stream, 0, seed >>> 0, 0);
  return bits[0] as number;
}
