/** Packed data from the app's own folder, in place of a fetch. */
import { readFile } from 'node:fs/promises';

const folder = new URL('../../public/data/', import.meta.url);

export async function readShard(name: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(name, folder)));
}
