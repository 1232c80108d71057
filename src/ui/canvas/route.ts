/** Where wires run: straight where nothing is in the way, else orthogonal, around blocks and midway between rows. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A level stretch that another wire runs along. */
export interface Lane {
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

export interface Route {
  /** Corners from the start to the end. */
  readonly points: readonly Point[];
  /** Where the shape chip sits. */
  readonly chip: Point;
  /** The stretch that leads round blocks; null for a wire that needs none. */
  readonly lane: Lane | null;
}

/** How far a wire leaves a handle before it turns. */
const STUB = 14;
/** Clear space between a wire and a block that it passes. */
const CLEAR = 8;
/** Distance of wires that run side by side. */
const BESIDE = 14;
/** How far below or above everything a wire goes round. */
const ROUND = 26;
/** What going round above costs more than below, in canvas units. */
const ABOVE = 160;
const CORNER = 10;
/** Room that a chip takes on a level stretch. */
const CHIP = 84;

/** `taken` are the lanes of wires that were drawn before; `below`: it goes under all blocks, as a loop through time does. */
export function route(
  start: Point,
  end: Point,
  blocks: readonly Rect[],
  taken: readonly Lane[] = [],
  below = false,
): Route {
  const direct = below ? null : directly(start, end, blocks);
  if (direct !== null) return { points: direct, chip: chipPlace(direct), lane: null };
  const out = start.x + STUB;
  const back = end.x - STUB;
  const [left, right] = out < back ? [out, back] : [back, out];
  const y = freeLane(left, right, start.y, end.y, blocks, taken, below);
  const points = [start, { x: out, y: start.y }, { x: out, y }, { x: back, y }, { x: back, y: end.y }, end];
  return { points, chip: chipPlace(points), lane: { y, left, right } };
}

/** Straight or with one upright stretch, where no block is in the way. */
function directly(start: Point, end: Point, blocks: readonly Rect[]): readonly Point[] | null {
  const forward = end.x - start.x;
  if (Math.abs(end.y - start.y) < 1 && forward > 0 && levelClear(start.x, end.x, start.y, blocks)) return [start, end];
  if (forward >= 2 * STUB) {
    const elbows = [(start.x + end.x) / 2, start.x + STUB, end.x - STUB];
    for (const x of elbows) {
      if (
        levelClear(start.x, x, start.y, blocks) &&
        uprightClear(x, start.y, end.y, blocks) &&
        levelClear(x, end.x, end.y, blocks)
      )
        return [start, { x, y: start.y }, { x, y: end.y }, end];
    }
  }
  return null;
}

function levelClear(left: number, right: number, y: number, blocks: readonly Rect[]): boolean {
  // Blocks that the wire's own ends touch lie outside this open stretch.
  return !blocks.some(
    (block) => block.x < right - 1 && block.x + block.width > left + 1 && block.y < y && block.y + block.height > y,
  );
}

function uprightClear(x: number, y0: number, y1: number, blocks: readonly Rect[]): boolean {
  const top = Math.min(y0, y1);
  const bottom = Math.max(y0, y1);
  return !blocks.some(
    (block) =>
      block.x - CLEAR / 2 < x &&
      block.x + block.width + CLEAR / 2 > x &&
      block.y < bottom &&
      block.y + block.height > top,
  );
}

/** The height at which a level stretch from `left` to `right` passes no block and no other wire, nearest to both ends. */
function freeLane(
  left: number,
  right: number,
  from: number,
  to: number,
  blocks: readonly Rect[],
  taken: readonly Lane[],
  below: boolean,
): number {
  const spans = blocks
    .filter((block) => block.x < right && block.x + block.width > left)
    .map((block) => [block.y - CLEAR, block.y + block.height + CLEAR] as [number, number])
    .sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else merged.push([...span]);
  }
  const first = merged[0];
  const last = merged.at(-1);
  if (first === undefined || last === undefined) return (from + to) / 2;
  const under = (bottom: number): number => bottom - CLEAR + ROUND;
  const over = (top: number): number => top + CLEAR - ROUND;
  const lanes: number[] = [];
  for (let i = 0; i + 1 < merged.length; i++) {
    const bottom = merged[i]?.[1] ?? 0;
    const top = merged[i + 1]?.[0] ?? 0;
    // Of lanes that are equally short, the first is taken: midway between the rows.
    lanes.push((bottom + top) / 2);
    if (over(top) > under(bottom)) lanes.push(under(bottom), over(top));
  }
  lanes.push(under(last[1]), over(first[0]));
  // Above blocks stand badges and the marks of a fault, so a wire rather goes below.
  const detour = (y: number): number => Math.abs(y - from) + Math.abs(y - to) + (y < Math.min(from, to) ? ABOVE : 0);
  const shortest = lanes.reduce((least, y) => (detour(y) < detour(least) ? y : least));
  const best = below ? under(last[1]) : shortest;
  const free = (y: number): boolean =>
    merged.every(([top, bottom]) => y <= top || y >= bottom) &&
    taken.every((lane) => Math.abs(lane.y - y) >= BESIDE || lane.right <= left || lane.left >= right);
  return [0, 1, -1, 2, -2, 3, -3].map((step) => best + step * BESIDE).find(free) ?? best;
}

/** The middle of the longest level stretch; of the whole path where none has room for a chip. */
function chipPlace(points: readonly Point[]): Point {
  let longest: readonly [Point, Point] | null = null;
  for (let i = 0; i + 1 < points.length; i++) {
    const a = points[i] as Point;
    const b = points[i + 1] as Point;
    if (a.y === b.y && Math.abs(b.x - a.x) > (longest === null ? CHIP : distance(...longest))) longest = [a, b];
  }
  if (longest === null) return middleOf(points);
  const [a, b] = longest;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function middleOf(points: readonly Point[]): Point {
  const lengths = points.slice(1).map((point, i) => distance(points[i] as Point, point));
  let left = lengths.reduce((sum, each) => sum + each, 0) / 2;
  for (const [i, length] of lengths.entries()) {
    if (left <= length) return toward(points[i] as Point, points[i + 1] as Point, left);
    left -= length;
  }
  return points[0] as Point;
}

/** SVG path data with rounded corners. */
export function pathOf(points: readonly Point[]): string {
  const first = points[0];
  if (first === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  for (let i = 1; i < points.length; i++) {
    const at = points[i] as Point;
    const before = points[i - 1] as Point;
    const after = points[i + 1];
    if (after === undefined) {
      path += `L${at.x} ${at.y}`;
      continue;
    }
    const radius = Math.min(CORNER, distance(before, at) / 2, distance(at, after) / 2);
    const enter = toward(at, before, radius);
    const leave = toward(at, after, radius);
    path += `L${enter.x} ${enter.y}Q${at.x} ${at.y} ${leave.x} ${leave.y}`;
  }
  return path;
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

function toward(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  return length === 0
    ? from
    : { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}
