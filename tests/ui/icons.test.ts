/** Every block that is in the registry has an icon of its own on its tile. */
import { Box } from 'lucide-react';
import { expect, test } from 'vitest';
import { blockKinds, blockOf } from '../../src/blocks/registry.ts';
import { iconOf } from '../../src/ui/icons.ts';

test.each(blockKinds)('%s', (kind) => {
  expect(iconOf(blockOf(kind)?.icon ?? '')).not.toBe(Box);
});
