/** Copies blocks as text, which can be pasted into this document or another one, here or in another window. */
import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { bodyOf } from './bodies.ts';
import { canonicalBody } from './canonical.ts';
import { type Block, type BlockId, type Body, type Document, type Position, VERSION } from './document.ts';
import type { Edit } from './edits/edit.ts';
import { described, type FileFault, placeOf, valueAt } from './fault.ts';
import { parseJson } from './file.ts';
import { freshId, stemOf } from './ids.ts';
import { boundsFaults } from './json-bounds.ts';
import { localId, parentOf } from './path.ts';
import { printJson } from './print-json.ts';
import { bodySchema } from './schema.ts';
import { parseBy } from './schema-faults.ts';
import { wiringFaults } from './wiring.ts';

const CLIPBOARD_FORMAT = 'gradwire-blocks';

/** Each paste on top of another stands so far below and to the right, in canvas units. */
const OFFSET = 40;

/** The blocks, all of one body, and the wires among them. */
export function copyBlocks(document: Document, paths: Iterable<BlockId>): string {
  const [first = '', ...others] = paths;
  const body = bodyOf(document, parentOf(first));
  const chosen = new Set([first, ...others].map(localId));
  const { blocks, wires, layout } = canonicalBody({
    blocks: body.blocks.filter((block) => chosen.has(block.id)),
    wires: body.wires.filter(({ from, to }) => chosen.has(from[0]) && chosen.has(to[0])),
    layout: body.layout,
  });
  return printJson({ format: CLIPBOARD_FORMAT, version: VERSION, blocks, wires, layout });
}

const clipboardHead = z.object({ format: z.literal(CLIPBOARD_FORMAT), version: z.literal(VERSION) });

/**
 * The edit that pastes what `copyBlocks` wrote into the body of a block (the document itself for null), with ids that are
 * free there. The top left corner comes to stand `at` the given position; without one, a little beside the place that the
 * blocks were copied from.
 */
export function pasteBlocks(
  document: Document,
  text: string,
  { at, inside = null }: { readonly at?: Position; readonly inside?: BlockId | null } = {},
): Result<Extract<Edit, { kind: 'paste' }>, readonly FileFault[]> {
  const parsed = parseJson(text);
  if (!parsed.ok) return err([parsed.error]);
  const { value } = parsed;
  if (!clipboardHead.safeParse(value).success) {
    const actual = described(valueAt(value, ['format']));
    return err([{ place: placeOf(['format']), code: 'wrong-format', expected: `"${CLIPBOARD_FORMAT}"`, actual }]);
  }
  const bounds = boundsFaults(value);
  if (bounds.length > 0) return err(bounds);
  const [blocks, wires, layout] = ['blocks', 'wires', 'layout'].map((key) => valueAt(value, [key]));
  const body = parseBy(bodySchema, { blocks, wires, layout }, value);
  if (!body.ok) return err(body.error);
  const faults = wiringFaults(body.value, [], true);
  if (faults.length > 0) return err(faults);

  const ids = new Map<BlockId, BlockId>();
  for (const { id } of body.value.blocks)
    ids.set(id, freshId(document, stemOf(id), { inside, taken: new Set(ids.values()) }));
  const renamed = (id: BlockId): BlockId => ids.get(id) ?? id;
  const shift = shiftOf(bodyOf(document, inside), Object.values(body.value.layout), at);
  const positions = body.value.blocks.map(({ id }) => {
    const { x, y } = body.value.layout[id] ?? { x: 0, y: 0 };
    return [renamed(id), { x: x + shift.x, y: y + shift.y }] as const;
  });
  return ok({
    kind: 'paste',
    blocks: body.value.blocks.map((block) => ({ ...block, id: renamed(block.id), ...renamedWeights(block, renamed) })),
    wires: body.value.wires.map(({ from, to }) => ({
      from: [renamed(from[0]), from[1]],
      to: [renamed(to[0]), to[1]],
    })),
    positions: Object.fromEntries(positions),
  });
}

/** A block that shares the weights of one copied with it shares those of the copy. */
function renamedWeights(block: Block, renamed: (id: BlockId) => BlockId): Pick<Block, 'weights'> {
  if (block.weights === undefined) return {};
  const [first = '', ...rest] = block.weights.split('/');
  return { weights: [renamed(first), ...rest].join('/') };
}

function shiftOf({ layout }: Body, copied: readonly Position[], at: Position | undefined): Position {
  const left = Math.min(...copied.map((position) => position.x));
  const top = Math.min(...copied.map((position) => position.y));
  if (at !== undefined) return copied.length === 0 ? at : { x: at.x - left, y: at.y - top };
  const taken = new Set(Object.values(layout).map(({ x, y }) => `${x} ${y}`));
  let shift = OFFSET;
  while (copied.some(({ x, y }) => taken.has(`${x + shift} ${y + shift}`))) shift += OFFSET;
  return { x: shift, y: shift };
}
