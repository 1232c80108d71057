/** Writes the page on the blocks: `npx tsx scripts/write-blocks-doc.ts`. */
import { writeFileSync } from 'node:fs';
import { blocksPage } from './blocks-page.ts';

writeFileSync(new URL('../docs/blocks.md', import.meta.url), blocksPage());
