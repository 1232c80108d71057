/** A worker that lives in this process: a trainer behind a message channel, and ways to make it die or fall silent. */
import * as Comlink from 'comlink';
import { referenceBackend } from '../../src/backend/reference/reference.ts';
import type { WorkerLike } from '../../src/runs/client.ts';
import { systemClock } from '../../src/train/clock.ts';
import { createTrainer } from '../../src/train/trainer.ts';

export class InProcessWorker implements WorkerLike {
  terminated = false;
  private readonly channel = new MessageChannel();
  private readonly fatal = new EventTarget();
  private silent = false;

  constructor() {
    const trainer = createTrainer({
      openBackend: async () => referenceBackend,
      fetchShard: (name) => Promise.reject(new Error(name)),
      clock: systemClock,
    });
    Comlink.expose(trainer, this.channel.port2);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.silent) this.channel.port1.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    const target = type === 'message' ? this.channel.port1 : this.fatal;
    target.addEventListener(type, listener);
  }

  removeEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    this.channel.port1.removeEventListener(type, listener);
  }

  start(): void {
    this.channel.port1.start();
  }

  /** As a busy loop does: nothing that is asked from now on is answered. */
  fallSilent(): void {
    this.silent = true;
  }

  /** As an uncaught error does. */
  die(): void {
    this.fatal.dispatchEvent(new Event('error'));
  }

  terminate(): void {
    this.terminated = true;
    this.channel.port1.close();
  }
}
