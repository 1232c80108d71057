/** What a trained network is for, by its data and by what its first loss compares its answer with. */
import { check } from '../../check/check.ts';
import type { CheckedGraph } from '../../check/report.ts';
import type { Document } from '../../document/document.ts';

/** `writing`: it names the next token at every step. `other`: whatever is neither of these. */
export type Purpose = 'image' | 'plane' | 'text' | 'writing' | 'sound' | 'forecast' | 'memory' | 'other';

/** Preparations whose second output is what comes next. */
const byTarget: { readonly [kind: string]: Purpose } = { passages: 'writing', window: 'forecast' };
const byData: { readonly [kind: string]: Purpose } = {
  image: 'image',
  text: 'text',
  sound: 'sound',
  'memory-task': 'memory',
};

/** Of a graph that cannot be trained it is `other`. */
export function purposeOf(document: Document): Purpose {
  const { graph } = check(document);
  const kinds = graph ? kindsBehindTarget(graph) : [];
  const [source] = graph?.data ?? [];
  if (!source) return 'other';
  for (const kind of kinds) {
    const purpose = byTarget[kind];
    if (purpose) return purpose;
  }
  const { kind = '', dataset } = source.definition ?? {};
  const shape = dataset?.(source.params as never).shape ?? [];
  if (shape.length === 1 && shape[0] === 2) return 'plane';
  return byData[kind] ?? 'other';
}

/** Kinds of the blocks outside the network from which the first loss gets its target, the nearest first. */
function kindsBehindTarget({ losses, order, sources }: CheckedGraph): readonly string[] {
  const kinds: string[] = [];
  const [loss] = losses;
  let from = loss && sources[loss.id]?.target?.[0];
  while (from !== undefined) {
    const definition = order.find(({ id }) => id === from)?.definition;
    if (!definition || definition.lower !== null) break;
    kinds.push(definition.kind);
    from = Object.values(sources[from] ?? {})[0]?.[0];
  }
  return kinds;
}
