/** Which call is to blame for a number that is not finite, in loops as elsewhere. */
import { describe, expect, it } from 'vitest';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import { Builder } from '../../src/ir/builder.ts';
import { plan } from '../../src/plan/plan.ts';
import { firstBrokenCall } from '../../src/train/first-broken.ts';
import { write } from '../harness/run.ts';

/** s ← log(s − x) in block `log`, after s − x in `difference`; the steps' results are doubled by `double`, before `late`. */
async function blame(x: readonly number[], start: number, reverse = false): Promise<string | undefined> {
  const builder = new Builder();
  const { stacked } = builder.scan(
    { states: [builder.input('s', [1])], sequences: [builder.input('x', [x.length, 1])], steps: x.length, reverse },
    (body, { states: [s], sequences: [now] }) => {
      body.at('difference');
      const difference = body.binary('subtract', s!, now!);
      body.at('log');
      const next = body.unary('log', difference);
      body.at('double');
      return { after: [next], stacked: [body.scalar('multiply', body.unary('exp', next), 2)] };
    },
  );
  builder.at('late');
  builder.output('y', builder.unary('square', stacked[0]!));
  const program = plan(builder.finish(), { batch: 1, reuse: false });
  const found = await firstBrokenCall(program, async (each, look) => {
    const executable = await referenceBackend.compile(each, null);
    write(
      executable,
      new Map([
        ['x', x],
        ['s', [start]],
      ]),
    );
    executable.run({ seed: 1, step: 1 });
    return look(executable);
  });
  return found?.block;
}

describe('the call that first made a number that is not finite', () => {
  it('is nobody where all are', async () => expect(await blame([-9, -9, -9], 1)).toBeUndefined());

  it('is found at the step that made it, whichever way the loop goes', async () => {
    // A negative logarithm at the second step taken, which the first call of every later one hands on.
    expect(await blame([-9, 9, -9, -9, -9], 1)).toBe('log');
    expect(await blame([-9, -9, -9, 9, -9], 1, true)).toBe('log');
    expect(await blame([-9, -9, -9], 1e308)).toBe('double');
    expect(await blame([-1.7e308, -9, -9], 1e308)).toBe('difference');
  });

  it('is outside where the loop is fine', async () => expect(await blame([-1e200, -9, -9], 1)).toBe('late'));
});
