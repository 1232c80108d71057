/** The measures of a block on the canvas: which rows it has and where its handles sit. Pure, so wires need no DOM. */
import type { CheckedBlock } from '../../check/report.ts';
import { type Block, type BlockId, type Body, blockName, type Wire } from '../../document/document.ts';
import { message } from '../../text/catalog.ts';
import { inputsOf, outputsOf, summaryOf } from './ports.ts';

export const GRID = 20;
const HEAD = 40;
const ROW = 20;
const BODY_PADDING = 4;
/** Centre of a handle in the head: a row of blocks aligned by their tops is joined by straight wires. */
const HEAD_HANDLE = 20;
const LINE = 1;

export interface Handle {
  readonly port: string;
  /** Centre, measured from the block's top. */
  readonly y: number;
  readonly wired: boolean;
  readonly optional: boolean;
}

export interface Row {
  readonly label: string;
  readonly text: string;
  /** A port that is not wired yet. */
  readonly missing: boolean;
}

export interface Anatomy {
  readonly width: number;
  /** Without a preview. */
  readonly height: number;
  readonly rows: readonly Row[];
  readonly inputs: readonly Handle[];
  readonly outputs: readonly Handle[];
}

const rowCentre = (row: number): number => HEAD + LINE + BODY_PADDING + ROW * row + ROW / 2;

/** Who feeds which port: looked up for every block at every edit. */
export interface Wiring {
  readonly blocks: ReadonlyMap<BlockId, Block>;
  /** By block and input port. */
  readonly sources: ReadonlyMap<BlockId, ReadonlyMap<string, Wire>>;
  /** Outputs that feed something, by block. */
  readonly fed: ReadonlyMap<BlockId, ReadonlySet<string>>;
}

export function wiringOf(body: Pick<Body, 'blocks' | 'wires'>): Wiring {
  const sources = new Map<BlockId, Map<string, Wire>>();
  const fed = new Map<BlockId, Set<string>>();
  for (const wire of body.wires) {
    const into = sources.get(wire.to[0]) ?? new Map<string, Wire>();
    sources.set(wire.to[0], into.set(wire.to[1], wire));
    const out = fed.get(wire.from[0]) ?? new Set<string>();
    fed.set(wire.from[0], out.add(wire.from[1]));
  }
  return { blocks: new Map(body.blocks.map((block) => [block.id, block])), sources, fed };
}

/**
 * The first input and the first output sit in the head; equal operands (Add, Concat) and every further port sit on a row of
 * their own, or on the summary row that has the port's name.
 */
export function anatomyOf(block: Block, checked: CheckedBlock | undefined, wiring: Wiring): Anatomy {
  const definition = checked?.definition ?? null;
  if (checked === undefined || definition === null) return unknownAnatomy(block, wiring);
  const sources = wiring.sources.get(block.id);
  const fed = wiring.fed.get(block.id);
  const inputs = inputsOf(checked);
  const outputs = outputsOf(checked);
  const onRows = definition.family === 'merge' && inputs.length > 1 ? inputs : inputs.slice(1);

  const rows: Row[] = onRows.map((port) => {
    const source = sources?.get(port.name);
    const from = source === undefined ? undefined : wiring.blocks.get(source.from[0]);
    return {
      label: port.name,
      text: from === undefined ? message('editor.not-wired') : blockName(from),
      missing: from === undefined,
    };
  });
  for (const { label, text } of summaryOf(checked)) rows.push({ label, text, missing: false });
  for (const port of outputs.slice(1)) {
    if (!rows.some((row) => row.label === port.name)) rows.push({ label: port.name, text: '', missing: false });
  }
  const rowOf = (port: string): number => rowCentre(rows.findIndex((row) => row.label === port));
  return {
    width: widthFor(rows, blockName(block), definition.title),
    height: heightFor(rows.length),
    rows,
    inputs: inputs.map((port) => ({
      port: port.name,
      y: onRows.includes(port) ? rowOf(port.name) : HEAD_HANDLE,
      wired: sources?.has(port.name) === true,
      optional: port.optional === true,
    })),
    outputs: outputs.map((port, index) => ({
      port: port.name,
      y: index === 0 ? HEAD_HANDLE : rowOf(port.name),
      wired: fed?.has(port.name) === true,
      optional: true,
    })),
  };
}

/** A block of an unknown kind has the ports that its wires name. */
function unknownAnatomy(block: Block, wiring: Wiring): Anatomy {
  const ports = (ends: Iterable<string>): Handle[] =>
    [...ends].map((port, row) => ({ port, y: HEAD_HANDLE + row * ROW, wired: true, optional: true }));
  const inputs = ports(wiring.sources.get(block.id)?.keys() ?? []);
  const outputs = ports(wiring.fed.get(block.id) ?? []);
  const rows = Math.max(0, Math.max(inputs.length, outputs.length) - 1);
  return {
    width: widthFor([], blockName(block), block.kind),
    height: HEAD + LINE + rows * ROW,
    rows: [],
    inputs,
    outputs,
  };
}

const heightFor = (rows: number): number =>
  rows === 0 ? HEAD + LINE : HEAD + LINE + 2 * BODY_PADDING + rows * ROW + LINE;

/** 140, or 176 when a row or the name would not fit: a multiple of four either way. */
function widthFor(rows: readonly Row[], name: string, title: string): number {
  const longest = Math.max(0, ...rows.map((row) => row.label.length + row.text.length));
  return longest > 18 || name.length > 13 || title.length > 15 ? 176 : 140;
}
