/** What sentences call things: blocks by the name a person gave them, ports only where they are needed to tell them apart. */
import { bodyAt } from '../document/bodies.ts';
import { type BlockId, blockName, type Document, type End, findBlock } from '../document/document.ts';
import { parentOf } from '../document/path.ts';
import type { Report } from './report.ts';

export interface Namer {
  readonly block: (id: BlockId) => string;
  /** The title of the block's kind: `Conv2D`. */
  readonly kind: (id: BlockId) => string;
  /** `pool1`, or `digits.label` where the block has several outputs. */
  readonly output: (end: End) => string;
  /** `conv1`, or `loss.target` where the block has several inputs. */
  readonly input: (end: End) => string;
  /** The output that is wired to this input. */
  readonly source: (end: End) => string;
  /** A parameter's label within a sentence: `initial weights`. */
  readonly param: (id: BlockId | null, param: string) => string;
}

export function namerOf(document: Document, report: Report): Namer {
  const block = (id: BlockId): string => {
    const found = findBlock(document, id);
    return found === undefined ? id : blockName(found);
  };
  const end = ([id, port]: End, side: 'inputs' | 'outputs'): string => {
    const only = report.blocks.get(id)?.ports[side] ?? [];
    return only.length === 1 && only[0]?.name === port ? block(id) : `${block(id)}.${port}`;
  };
  const output = (at: End): string => end(at, 'outputs');
  return {
    block,
    output,
    input: (at) => end(at, 'inputs'),
    kind: (id) => report.blocks.get(id)?.definition?.title ?? '',
    source: (at) => {
      const { wires } = bodyAt(document, parentOf(at[0]));
      const wire = wires.findLast((each) => each.to[0] === at[0] && each.to[1] === at[1]);
      return wire === undefined ? '' : output(wire.from);
    },
    param: (id, param) => {
      const fields = (id === null ? null : report.blocks.get(id)?.definition?.params) ?? {};
      return Object.hasOwn(fields, param) ? lowerFirst(fields[param]?.label ?? param) : param;
    },
  };
}

/** `Initial weights` → `initial weights`; `L2` stays. */
const lowerFirst = (label: string): string =>
  /^.[^A-Z0-9]/.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;
