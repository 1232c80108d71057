/** Sounds, one at a time, on a stand-in for the browser’s audio that is as strict about what may be stopped. */
import { expect, it, vi } from 'vitest';
import { play } from '../../../src/ui/sample/play.ts';

const sources: FakeSource[] = [];

class FakeSource extends EventTarget {
  buffer: unknown = null;
  state: 'new' | 'sounds' | 'over' = 'new';
  constructor() {
    super();
    sources.push(this);
  }
  connect(): void {}
  start(): void {
    this.state = 'sounds';
  }
  stop(): void {
    if (this.state === 'new') throw new DOMException('not begun', 'InvalidStateError');
    if (this.state === 'sounds') queueMicrotask(() => this.dispatchEvent(new Event('ended')));
    this.state = 'over';
  }
}

vi.stubGlobal(
  'AudioContext',
  class {
    createBufferSource = () => new FakeSource();
    createBuffer = (_: number, length: number) => ({ getChannelData: () => new Float32Array(length) });
    /** A page that nobody has touched. */
    resume = () => new Promise<void>(() => {});
  },
);

const tone = Float32Array.of(0, 1, 0, -1);

it('stops the sound before, whose end leaves the next one alone', async () => {
  const first = play(tone, 8000);
  play(tone, 8000);
  await first.over;
  first.stop();
  expect(sources.slice(-2).map(({ state }) => state)).toEqual(['over', 'sounds']);
});

it('can be stopped before the page may sound', async () => {
  const sound = play(tone, 8000);
  sound.stop();
  await sound.over;
  expect(sources.at(-1)?.state).toBe('over');
});
