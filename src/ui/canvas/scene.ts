/** What the canvas draws, from the document and its report: blocks with their anatomy, wires with their route and state. */
import type { CheckedBlock, Report } from '../../check/report.ts';
import { type Block, type BlockId, type Body, blockName, endKey, type Wire } from '../../document/document.ts';
import { isForNextStep } from '../../document/loop.ts';
import { localId, parentOf } from '../../document/path.ts';
import type { Diagnostic } from '../../tensor/diagnostic.ts';
import { exampleAxes, type TensorType } from '../../tensor/shape.ts';
import { type Anatomy, anatomyOf, type Handle, wiringOf } from './anatomy.ts';
import { type Lane, type Point, type Rect, type Route, route } from './route.ts';

export type WireState = 'normal' | 'wrong' | 'origin' | 'waiting';

export interface DrawnBlock {
  readonly block: Block;
  readonly checked: CheckedBlock | undefined;
  readonly anatomy: Anatomy;
  /** Input ports that a wrong diagnostic names. */
  readonly wrongPorts: readonly string[];
  /** What a person calls the block whose fault this one waits for. */
  readonly waitsFor: string | null;
  /** The first diagnostic of the block or its body, worst first: what its badge opens. */
  readonly diagnostic: Diagnostic | null;
}

export interface DrawnWire {
  /** Key of its end (`conv1.x`). */
  readonly key: string;
  readonly wire: Wire;
  readonly state: WireState;
  /** Null while it waits. */
  readonly type: TensorType | null;
  /** Index of the axis at fault. */
  readonly odd: number | null;
  readonly route: Route;
  /** Drawn as two tags until it is pointed at. */
  readonly portal: boolean;
  /** It brings its value for the next step: the loop through time. */
  readonly forNextStep: boolean;
}

/** What does not depend on where things are. A fault within a body is a fault of its block, too. */
export function drawnBlocks(body: Pick<Body, 'blocks' | 'wires'>, report: Report): ReadonlyMap<BlockId, DrawnBlock> {
  const wiring = wiringOf(body);
  const faults = new Map<BlockId, Diagnostic[]>();
  for (const diagnostic of report.diagnostics) {
    for (let at = diagnostic.block; at !== null; at = parentOf(at)) {
      const of = faults.get(at) ?? [];
      of.push(diagnostic);
      faults.set(at, of);
    }
  }
  return new Map(
    body.blocks.map((block) => {
      const checked = report.blocks.get(block.id);
      const own = faults.get(block.id) ?? [];
      return [
        block.id,
        {
          block,
          checked,
          anatomy: anatomyOf(block, checked, wiring),
          waitsFor: nameOf(wiring.blocks, checked?.waitsFor ?? null),
          wrongPorts: own.flatMap(({ block: at, severity, port }) =>
            at === block.id && severity === 'wrong' && port !== undefined ? [port] : [],
          ),
          diagnostic: own.find((each) => each.severity !== 'incomplete') ?? null,
        },
      ];
    }),
  );
}

function nameOf(blocks: ReadonlyMap<BlockId, Block>, id: BlockId | null): string | null {
  const block = id === null ? undefined : blocks.get(id);
  return block === undefined ? id && localId(id) : blockName(block);
}

export type Extents = ReadonlyMap<BlockId, Rect>;

/** The rectangles that blocks take up; `heights` are those measured where a preview makes a block taller. */
export function extentsOf(
  blocks: ReadonlyMap<BlockId, DrawnBlock>,
  layout: Body['layout'],
  heights: ReadonlyMap<BlockId, number>,
): Extents {
  return new Map(
    [...blocks].map(([id, { anatomy }]) => {
      const at = layout[id] ?? { x: 0, y: 0 };
      const height = Math.max(anatomy.height, heights.get(id) ?? 0);
      return [id, { x: at.x, y: at.y, width: anatomy.width, height }];
    }),
  );
}

/** `focus` is the diagnostic whose origin is shown. */
export function drawnWires(
  wires: readonly Wire[],
  report: Report,
  blocks: ReadonlyMap<BlockId, DrawnBlock>,
  extents: Extents,
  focus: Diagnostic | null,
): readonly DrawnWire[] {
  const rects = [...extents.values()];
  const wrong = new Map<string, Diagnostic>();
  for (const diagnostic of report.diagnostics) {
    if (diagnostic.severity === 'wrong' && diagnostic.block !== null && diagnostic.port !== undefined)
      wrong.set(endKey([diagnostic.block, diagnostic.port]), diagnostic);
  }
  const story = focus === null ? new Set<string>() : storyOf(focus);
  const lanes: Lane[] = [];
  return wires.flatMap((wire) => {
    const start = handlePoint('outputs', wire.from, blocks, extents);
    const end = handlePoint('inputs', wire.to, blocks, extents);
    if (start === null || end === null) return [];
    const key = endKey(wire.to);
    const fault = wrong.get(key);
    const type = report.wires.get(key) ?? null;
    const forNextStep = isForNextStep(blocks.get(wire.to[0])?.block.kind, wire.to[1]);
    const path = route(start, end, rects, lanes, forNextStep);
    const state: WireState =
      fault !== undefined
        ? 'wrong'
        : type === null
          ? 'waiting'
          : story.has(wire.from[0]) && story.has(wire.to[0])
            ? 'origin'
            : 'normal';
    const portal =
      isTarget(wire, blocks) && state !== 'wrong' && path.points.length > 2 && span(start, end) > PORTAL_SPAN;
    // What is not drawn keeps no other wire from its place.
    if (path.lane !== null && !portal) lanes.push(path.lane);
    return [
      {
        key,
        wire,
        state,
        type,
        odd: (fault ?? sideOf(focus, wire))?.axis ?? null,
        route: path,
        portal,
        forNextStep,
      },
    ];
  });
}

/** A target's wire longer than this is drawn as two tags. */
const PORTAL_SPAN = 320;

/** It brings a loss what data or their preparation have beside what the network reads: labels, what comes next. */
function isTarget({ from: [id, port] }: Wire, blocks: ReadonlyMap<BlockId, DrawnBlock>): boolean {
  const source = blocks.get(id);
  const role = source?.checked?.definition?.role;
  return (role === 'data' || role === 'preparation') && source?.anatomy.outputs[0]?.port !== port;
}

const span = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

/** The open diagnostic, when this wire brings one of the types that do not agree. */
const sideOf = (focus: Diagnostic | null, wire: Wire): Diagnostic | null =>
  focus !== null && focus.block === wire.to[0] && focus.types?.[wire.to[1]] !== undefined ? focus : null;

/** The blocks that the sizes at fault came through. */
function storyOf(diagnostic: Diagnostic): ReadonlySet<BlockId> {
  const blocks = new Set<BlockId>(diagnostic.block === null ? [] : [diagnostic.block]);
  const traces = Object.values(diagnostic.types ?? {}).map((type) => type.axes[diagnostic.axis ?? -1]?.trace ?? null);
  for (let trace of [...traces, diagnostic.origin ?? null])
    for (; trace !== null; trace = trace.previous) blocks.add(trace.block);
  return blocks;
}

function handlePoint(
  side: 'inputs' | 'outputs',
  [id, port]: readonly [string, string],
  blocks: ReadonlyMap<BlockId, DrawnBlock>,
  extents: Extents,
): Point | null {
  const rect = extents.get(id);
  const handle = blocks.get(id)?.anatomy[side].find((each: Handle) => each.port === port);
  if (rect === undefined || handle === undefined) return null;
  return { x: side === 'inputs' ? rect.x : rect.x + rect.width, y: rect.y + handle.y };
}

export interface ChipPart {
  /** Role and place of the axis. */
  readonly key: string;
  readonly text: string;
  readonly odd: boolean;
}

/** The sizes of one example, axis by axis, as a chip writes them between crosses; null for a class label. */
export function chipParts(type: TensorType, odd: number | null): readonly ChipPart[] {
  const axes = exampleAxes(type);
  if (axes.length === 0) return [{ key: 'scalar', text: '1', odd: false }];
  return axes.map((axis, index) => ({
    key: `${axis.name}${index}`,
    text: axis.name === 'T' ? `T${axis.size === 'T' ? '' : axis.size}` : `${axis.size}`,
    odd: odd !== null && type.axes[odd] === axis,
  }));
}
