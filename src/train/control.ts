/** What a person asked of a run: how many steps it may take, and whether it shall end. */

export class Control {
  private allowed: number;
  private ended = false;
  private wake: () => void = () => {};
  private finish: () => void = () => {};
  /** Resolves when the run shall end. */
  readonly end: Promise<void> = new Promise((resolve) => (this.finish = resolve));

  constructor(paused: boolean) {
    this.allowed = paused ? 0 : Number.POSITIVE_INFINITY;
  }

  get stopped(): boolean {
    return this.ended;
  }

  get paused(): boolean {
    return this.allowed === 0;
  }

  pause(): void {
    this.allowed = 0;
  }

  resume(): void {
    this.allowed = Number.POSITIVE_INFINITY;
    this.wake();
  }

  /** One step, then paused; a second call before it was taken adds another. */
  step(): void {
    this.allowed = Number.isFinite(this.allowed) ? this.allowed + 1 : 1;
    this.wake();
  }

  stop(): void {
    this.ended = true;
    this.finish();
    this.wake();
  }

  /** A step has been taken. */
  taken(): void {
    if (this.allowed > 0) this.allowed--;
  }

  /** Resolves when a step may be taken or the run shall end. */
  async permission(): Promise<void> {
    while (this.paused && !this.stopped) await new Promise<void>((resolve) => (this.wake = resolve));
  }
}
