/** What a template is, and the short form in which its graph is written down. */
import { innerPitch, pitch } from '../document/arrange.ts';
import {
  type Block,
  type Body,
  type Document,
  type End,
  FORMAT,
  type Params,
  VERSION,
  type Wire,
} from '../document/document.ts';
import { defaultTraining, type Training } from '../document/training.ts';
import { type MessageKey, message } from '../text/catalog.ts';

/** What the graphs are about, in the order in which they are shown. */
export const templateGroups = ['images', 'text', 'speech', 'series', 'memory', 'cells'] as const;
export type TemplateGroup = (typeof templateGroups)[number];

export interface Template {
  /** What the command line and a link call it: `lenet`. */
  readonly id: string;
  readonly group: TemplateGroup;
  readonly name: string;
  /** One sentence. */
  readonly teaches: string;
  readonly document: Document;
}

/** A block with its place: columns are as far apart as a node, a chip and two short wires need. */
export interface PlacedBlock {
  readonly id: string;
  readonly kind: string;
  readonly params?: Params;
  readonly body?: BodySketch;
  readonly column: number;
  readonly row: number;
}

export interface BodySketch {
  readonly blocks: readonly PlacedBlock[];
  /** From output to input, as `digits.image` to `conv1.x`. */
  readonly wires: readonly (readonly [from: string, to: string])[];
}

interface Sketch extends BodySketch {
  readonly group: TemplateGroup;
  readonly name: Extract<MessageKey, `templates.${string}`>;
  readonly teaches: Extract<MessageKey, `templates.${string}`>;
  readonly training?: Partial<Training>;
}

export function template(id: string, sketch: Sketch): Template {
  const { blocks, wires, layout } = bodyOf(sketch, pitch);
  return {
    id,
    group: sketch.group,
    // Asked for each time, so that they come in the language that is set now.
    get name() {
      return message(sketch.name);
    },
    get teaches() {
      return message(sketch.teaches);
    },
    get document(): Document {
      const training = { ...defaultTraining, ...sketch.training };
      return {
        format: FORMAT,
        version: VERSION,
        name: message(sketch.name),
        variables: {},
        blocks,
        wires,
        training,
        layout,
      };
    },
  };
}

function bodyOf(
  { blocks, wires }: BodySketch,
  { column, row }: { readonly column: number; readonly row: number },
): Body {
  return {
    blocks: blocks.map(
      ({ id, kind, params = {}, body }): Block => ({
        id,
        kind,
        params,
        ...(body && { body: bodyOf(body, innerPitch) }),
      }),
    ),
    wires: wires.map(([from, to]): Wire => ({ from: end(from), to: end(to) })),
    layout: Object.fromEntries(blocks.map((each) => [each.id, { x: each.column * column, y: each.row * row }])),
  };
}

function end(text: string): End {
  const [block = '', port = ''] = text.split('.');
  return [block, port];
}
