/** Time and the event loop, so that a run can be sliced: in the worker, in Node and in tests alike. */

export interface Clock {
  /** Milliseconds from any fixed origin. */
  now(): number;
  /** Resolves in a new task: messages that have arrived meanwhile are handled first. */
  nextTask(): Promise<void>;
}

/** setImmediate in Node; in a worker a message to itself, because timers there are held back by 4 ms and more. */
function taskQueue(): () => Promise<void> {
  if (typeof setImmediate === 'function') return () => new Promise((resolve) => setImmediate(resolve));
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}

/** Built on first use: in Node a MessageChannel would keep the process alive. */
let queue: (() => Promise<void>) | null = null;

export const systemClock: Clock = {
  now: () => performance.now(),
  nextTask: () => {
    queue ??= taskQueue();
    return queue();
  },
};

/** Milliseconds of work between two turns of the event loop: about a frame. */
const sliceLength = 14;

/** Tells when it is time to let messages through. */
export class Slices {
  private start: number;

  constructor(private readonly clock: Clock) {
    this.start = clock.now();
  }

  /** The present slice has lasted about a frame. */
  over(): boolean {
    return this.clock.now() - this.start >= sliceLength;
  }

  async next(): Promise<void> {
    await this.clock.nextTask();
    this.start = this.clock.now();
  }
}
