/** Fetches packed data below the app's data folder, and keeps it in the browser for the next visit. */
import { DataError } from '../src/data/dataset.ts';
import { message } from '../src/text/catalog.ts';

const cacheName = 'gradwire-data';

/** Bytes of a packed file by its name. Rejects with a DataError when it cannot be had. */
export async function fetchShard(name: string): Promise<Uint8Array> {
  const url = new URL(`/data/${name}`, self.location.origin).href;
  try {
    return new Uint8Array(await (await keptResponse(url)).arrayBuffer());
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new DataError(message('data.unreachable', { file: name, cause }));
  }
}

/** A shard's name holds a digest of its content, so what is kept under it is right for ever; the list of shards is asked for anew. */
async function keptResponse(url: string): Promise<Response> {
  const keeps = url.endsWith('.bin');
  const cache = await caches.open(cacheName).catch(() => null);
  const kept = keeps ? await cache?.match(url) : undefined;
  if (kept) return kept;
  const response = await fetch(url).catch(async (error: unknown) => {
    const old = await cache?.match(url);
    if (old) return old;
    throw error;
  });
  if (!response.ok) throw new Error(`${response.status}`);
  // A browser without room for it still trains.
  await cache?.put(url, response.clone()).catch(() => {});
  return response;
}
