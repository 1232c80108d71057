/** Looks through any JSON for what would harm later steps: bottomless nesting, endless texts, numbers that are none. */
import type { Json } from '../base/json.ts';
import { type FileFault, type Path, placeOf } from './fault.ts';
import { limits } from './limits.ts';

/** A path as a list from its end, so that each value of a large file costs one small object. */
interface Trail {
  readonly step: PropertyKey;
  readonly before: Trail | null;
}

function pathOf(trail: Trail | null): Path {
  const path: PropertyKey[] = [];
  for (let at = trail; at !== null; at = at.before) path.unshift(at.step);
  return path;
}

/** In the order of the file. Walks with a stack of its own: no file can overflow the call stack. */
export function boundsFaults(root: Json): readonly FileFault[] {
  const faults: FileFault[] = [];
  const report = (trail: Trail | null, code: FileFault['code'], expected?: number) =>
    faults.push({ place: placeOf(pathOf(trail)), code, ...(expected !== undefined && { expected: String(expected) }) });
  const waiting: { value: Json; trail: Trail | null; depth: number }[] = [{ value: root, trail: null, depth: 1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, trail, depth } = next;
    if (typeof value === 'string' && value.length > limits.text) report(trail, 'too-long', limits.text);
    else if (typeof value === 'number' && !Number.isFinite(value)) report(trail, 'not-finite');
    if (value === null || typeof value !== 'object') continue;
    if (depth > limits.depth) {
      report(trail, 'too-deep', limits.depth);
      continue;
    }
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [step, inner] of entries.reverse()) {
      const trailHere = { step, before: trail };
      if (step === '__proto__') report(trailHere, 'forbidden-key');
      else waiting.push({ value: inner, trail: trailHere, depth: depth + 1 });
    }
  }
  return faults;
}
