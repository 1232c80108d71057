/** All that is wrong in bodies, and where blocks stand: a recurrent cell takes only what works on one step. */
import type { BlockDefinition, BodyRule } from '../blocks/define.ts';
import type { BlockId } from '../document/document.ts';
import type { Diagnostic } from '../tensor/diagnostic.ts';
import { missingInputs } from './connect.ts';
import type { Layers, Pass } from './pass.ts';
import { cycleFaults, unusedOutputs } from './structure.ts';

/** All that is wrong in the bodies of blocks. */
export function bodyFaults({ bodies, known }: Pass): readonly Diagnostic[] {
  return [...bodies].flatMap(([id, layers]) => {
    const [pass] = layers;
    const missing = missingInputs(pass);
    // As in the network, open ends are no news while it is still being wired.
    const open = missing.length > 0 || !hasEnd(pass) ? [] : unusedOutputs(pass, missing);
    return [
      ...pass.faults,
      ...missing,
      ...cycleFaults(pass),
      ...open,
      ...placeFaults(pass, true),
      ...bodyFaults(pass),
      ...upperFaults(id, known.get(id)?.definition.body, layers),
    ];
  });
}

/** What is wrong in an upper layer, whose steps bring other features, once all is right in those below. */
function upperFaults(id: BlockId, rule: BodyRule | undefined, layers: Layers): readonly Diagnostic[] {
  const isWrong = ({ severity }: Diagnostic): boolean => severity === 'wrong';
  const layer = layers.findIndex(({ faults }) => faults.some(isWrong));
  const upper = layer > 0 ? (layers[layer]?.faults ?? []) : [];
  const around = rule?.fixesAbove(id, layer) ?? [];
  return upper.filter(isWrong).map((fault) => ({ ...fault, layer, fixes: [...fault.fixes, ...around] }));
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
