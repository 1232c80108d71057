/** The worker that trains: the trainer behind Comlink, its big arrays handed over instead of copied. */
import * as Comlink from 'comlink';
import { createWasmBackend } from '../src/backend/wasm/backend.ts';
import type { Trainer } from '../src/protocol/trainer.ts';
import { systemClock } from '../src/train/clock.ts';
import { createTrainer } from '../src/train/trainer.ts';
import { moved } from './moved.ts';
import { fetchShard } from './shards.ts';

const trainer = createTrainer({ openBackend: async () => createWasmBackend(), fetchShard, clock: systemClock });

Comlink.expose({
  ...trainer,
  start: (request, events) => trainer.start(request, (batch) => void events(moved(batch))),
  inspect: async (block, example) => moved(await trainer.inspect(block, example)),
  predict: async (example) => moved(await trainer.predict(example)),
  confusion: async (part) => moved(await trainer.confusion(part)),
  surface: async (columns, rows, x, y) => moved(await trainer.surface(columns, rows, x, y)),
  samples: async (...request) => moved(await trainer.samples(...request)),
  checkpoint: async () => moved(await trainer.checkpoint()),
} satisfies Trainer);
