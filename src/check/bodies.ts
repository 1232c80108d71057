/** Faults of where blocks stand: in a recurrent cell only what works on one step, and its own parts only there. */
import type { BlockDefinition } from '../blocks/define.ts';
import type { BlockId } from '../document/document.ts';
import type { Diagnostic } from '../tensor/diagnostic.ts';
import { missingInputs } from './connect.ts';
import type { Pass } from './pass.ts';
import { cycleFaults, unusedOutputs } from './structure.ts';

/** All that is wrong in the bodies of blocks. */
export function bodyFaults({ bodies }: Pass): readonly Diagnostic[] {
  return [...bodies.values()].flatMap((pass) => {
    const missing = missingInputs(pass);
    // As in the network, open ends are no news while it is still being wired.
    const open = missing.length > 0 || !hasEnd(pass) ? [] : unusedOutputs(pass, missing);
    return [...pass.faults, ...missing, ...cycleFaults(pass), ...open, ...placeFaults(pass, true), ...bodyFaults(pass)];
  });
}

/** Something is brought out of the step: to the next one, or out of the cell. */
const hasEnd = ({ known }: Pass): boolean =>
  [...known.values()].some(({ definition, inputs }) => definition.place === 'cell' && inputs.length > 0);

/** `not-in-cell`, `only-in-cell` and `second-in-cell`. */
export function placeFaults({ known, wiring }: Pass, isInCell: boolean): readonly Diagnostic[] {
  const single = new Set<string>();
  return [...wiring.blocks.keys()].flatMap((block): readonly Diagnostic[] => {
    const definition = known.get(block)?.definition;
    const code = definition === undefined ? null : placeFault(definition, isInCell, single);
    return code === null ? [] : [misplaced(code, block)];
  });
}

function placeFault({ kind, place, isSingle }: BlockDefinition, isInCell: boolean, single: Set<string>) {
  if (!isInCell) return place === 'cell' ? 'only-in-cell' : null;
  if (place === undefined) return 'not-in-cell';
  const isSecond = isSingle === true && single.has(kind);
  single.add(kind);
  return isSecond ? 'second-in-cell' : null;
}

const misplaced = (code: 'not-in-cell' | 'only-in-cell' | 'second-in-cell', block: BlockId): Diagnostic => ({
  code,
  severity: 'wrong',
  block,
  fixes: [{ kind: 'remove-block', block }],
});
