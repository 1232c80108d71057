/** The JSON Schema of the graph file, for editors and other programs that write such files. */
import { z } from 'zod';
import type { Json } from '../base/json.ts';
import { printJson } from './print-json.ts';
import { documentSchema } from './schema.ts';

/** JSON Schema 2020-12, as text; what has a default may be left out. */
export function publishedSchema(): string {
  return `${printJson(z.toJSONSchema(documentSchema, { io: 'input' }) as Json)}\n`;
}
