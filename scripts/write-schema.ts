/** Writes the published JSON Schema of the graph file: `npx tsx scripts/write-schema.ts`. */
import { writeFileSync } from 'node:fs';
import { publishedSchema } from '../src/document/json-schema.ts';

writeFileSync(new URL('../docs/gradwire.schema.json', import.meta.url), publishedSchema());
