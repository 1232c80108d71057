/** Marks a message so that the memory of its arrays moves to the other side; the sender must not use them again. */
import * as Comlink from 'comlink';

export function moved<T>(message: T): T {
  const buffers = new Set<ArrayBuffer>();
  collect(message, buffers);
  return buffers.size === 0 ? message : Comlink.transfer(message, [...buffers]);
}

function collect(value: unknown, buffers: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
    return;
  }
  for (const part of Object.values(value)) collect(part, buffers);
}
