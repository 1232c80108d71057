/** The one order of keys in which documents are written, whatever the order in which they were edited. */
import type { Json, JsonObject } from '../base/json.ts';
import type { Block, Body, Document } from './document.ts';
import type { Training } from './training.ts';

export function canonicalDocument(document: Document): JsonObject {
  const { format, version, name, variables, training } = document;
  const { blocks, wires, layout } = canonicalBody(document);
  return {
    format,
    version,
    name,
    variables: sorted(variables),
    blocks,
    wires,
    training: canonicalTraining(training),
    layout,
  };
}

/** The layout in the order of the blocks. */
export function canonicalBody(body: Body): { readonly blocks: Json; readonly wires: Json; readonly layout: Json } {
  const positions = body.blocks.flatMap(({ id }) => {
    const position = body.layout[id];
    return position === undefined ? [] : [[id, { x: position.x, y: position.y }] as const];
  });
  return {
    blocks: body.blocks.map(canonicalBlock),
    wires: body.wires.map(({ from, to }) => ({ from, to })),
    layout: Object.fromEntries(positions),
  };
}

function canonicalBlock(block: Block): JsonObject {
  const { id, kind, name, params, body, weights } = block;
  return {
    id,
    kind,
    ...(name !== undefined && { name }),
    params: sorted(params),
    ...(body !== undefined && { body: canonicalBody(body) }),
    ...(weights !== undefined && { weights }),
  };
}

function canonicalTraining(training: Training): JsonObject {
  const { optimizer, learningRate, schedule, warmup, clipNorm, batchSize, epochs, validationSplit, seed } = training;
  const settings = { learningRate, schedule: kindFirst(schedule), warmup, clipNorm, batchSize, epochs };
  return { optimizer: kindFirst(optimizer), ...settings, validationSplit, seed };
}

const kindFirst = <T extends { readonly kind: string }>(settings: T): JsonObject => ({
  kind: settings.kind,
  ...(sorted({ ...settings }) as JsonObject),
});

/** Keys in the order of their code units, all the way down: the order in which they were set leaves no trace. */
function sorted(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
