/** Nested loops over strided memory: what every kernel's traversal is made of. */
import type { FunctionBuilder, Local } from './function.ts';
import { type I32, i32 } from './instructions.ts';

/** One loop of a nest: how often it turns, and by how many bytes each of the pointers moves a turn. */
export interface Level {
  readonly count: number;
  readonly strides: readonly number[];
}

/** The same traversal in as few levels as possible: levels of one turn go, and neighbours that run on into each other are one. */
export function collapse(levels: readonly Level[]): Level[] {
  const merged: Level[] = [];
  for (const level of levels) {
    if (level.count === 1) continue;
    const outer = merged.at(-1);
    if (outer?.strides.every((stride, i) => stride === level.count * level.strides[i]!)) {
      merged[merged.length - 1] = { count: outer.count * level.count, strides: level.strides };
    } else {
      merged.push(level);
    }
  }
  return merged;
}

/** Runs the body for every turn of the nest (outermost level first) with the pointers where that turn has them. */
export function walkLevels(
  f: FunctionBuilder,
  levels: readonly Level[],
  pointers: readonly I32[],
  body: (...pointers: Local<'i32'>[]) => void,
): void {
  const [outer, ...inner] = levels;
  if (!outer) {
    f.scope(() => body(...pointers.map((pointer) => f.hold(pointer))));
    return;
  }
  const walks = pointers.map((pointer, i) => [pointer, outer.strides[i]!] as const);
  f.walk(outer.count, walks, (...moved) => walkLevels(f, inner, moved, body));
}

/** A pointer so many bytes further on; the pointer itself where that is none. */
export function shifted(pointer: I32, bytes: number): I32 {
  return bytes === 0 ? pointer : i32.add(pointer, i32.const(bytes));
}
