/** Reads and writes safetensors: a little-endian u64 length, a JSON header, then the tensors' bytes. Source: the format's README. */
import { err, ok, type Result } from '../base/result.ts';

export interface NamedTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}
export type NamedTensors = { readonly [name: string]: NamedTensor };

/** What is wrong with a file, for a sentence that names it. */
export type SafetensorsFault =
  | { readonly code: 'truncated' }
  | { readonly code: 'header' }
  | { readonly code: 'tensor'; readonly name: string };

/** The header may take 100 MB by the format; ours never comes near, so a larger one is refused before it is parsed. */
const maxHeader = 16 * 1024 * 1024;

/** All tensors as F32, in the order given. `metadata` goes to `__metadata__`. */
export function writeSafetensors(tensors: NamedTensors, metadata: { readonly [key: string]: string }): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, offset + values.byteLength] };
    offset += values.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Spaces up to a multiple of 8, so that the numbers are aligned.
  const start = 8 + Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(start + offset).fill(0x20, 0, start);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(start - 8), true);
  bytes.set(text, 8);
  let at = start;
  for (const { values } of Object.values(tensors)) {
    for (const value of values) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

/** The F32 tensors of a file; anything malformed is a fault, never an exception. */
export function readSafetensors(bytes: Uint8Array): Result<NamedTensors, SafetensorsFault> {
  if (bytes.length < 8) return err({ code: 'truncated' });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > maxHeader || 8 + length > bytes.length) return err({ code: 'truncated' });
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length)));
  } catch {
    return err({ code: 'header' });
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) return err({ code: 'header' });
  const start = 8 + length;
  const tensors: [string, NamedTensor][] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const range = soundRange(entry, bytes.length - start);
    if (!range) return err({ code: 'tensor', name });
    const values = new Float32Array(range.count);
    for (let i = 0; i < range.count; i++) values[i] = view.getFloat32(start + range.from + 4 * i, true);
    tensors.push([name, { shape: range.shape, values }]);
  }
  return ok(Object.fromEntries(tensors));
}

function soundRange(entry: unknown, available: number) {
  if (typeof entry !== 'object' || entry === null) return null;
  const { dtype, shape, data_offsets: offsets } = entry as { dtype?: unknown; shape?: unknown; data_offsets?: unknown };
  if (dtype !== 'F32' || !isCounts(shape) || !isCounts(offsets) || offsets.length !== 2) return null;
  const [from, to] = offsets as [number, number];
  const count = shape.reduce((product, size) => product * size, 1);
  return to <= available && to - from === 4 * count ? { from, count, shape } : null;
}

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length <= 16 && value.every((each) => Number.isSafeInteger(each) && each >= 0);
