/** The page's end of the training worker: calls it, listens for its heartbeat, and replaces it when it dies or hangs. */
import * as Comlink from 'comlink';
import type { RunFailure } from '../protocol/events.ts';
import type { Trainer } from '../protocol/trainer.ts';

/** What the client needs of a Worker. */
export interface WorkerLike extends Comlink.Endpoint {
  terminate(): void;
}

export type WorkerLoss = Extract<RunFailure, { code: 'worker-died' | 'worker-hung' }>;

export interface ClientOptions {
  readonly spawn: () => WorkerLike;
  /** The worker is gone; the next call goes to a new one. */
  readonly onLost: (loss: WorkerLoss) => void;
  /** Milliseconds between two pings. */
  readonly interval?: number;
}

/** Milliseconds without an answer that mean a hung worker, unless a run asks for more. */
export const defaultPatience = 5000;

/** A new worker may take this long to load before it answers at all, and a start to compile and to draw the weights. */
export const loadingPatience = 30_000;

interface Connection {
  readonly worker: WorkerLike;
  readonly remote: Trainer;
  /** Rejects when the worker is lost: a call to it would never be answered. */
  readonly lost: Promise<never>;
  readonly lose: (loss: WorkerLoss) => void;
  /** It has loaded: it has answered a call. */
  loaded: boolean;
}

/** Thrown into calls that were under way when the worker was lost. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
  constructor(readonly loss: WorkerLoss) {
    super(loss.code);
  }
}

export class TrainerClient {
  private connection: Connection | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private patience = defaultPatience;

  constructor(private readonly options: ClientOptions) {}

  /** Calls the worker, which is started if there is none. Rejects with a WorkerLostError when it is lost meanwhile. */
  call<T>(use: (trainer: Trainer) => Promise<T>): Promise<T> {
    const connection = this.connect();
    const answer = use(connection.remote).then((value) => {
      connection.loaded = true;
      return value;
    });
    return Promise.race([answer, connection.lost]);
  }

  /** How long the worker may be silent. */
  setPatience(milliseconds: number): void {
    this.patience = milliseconds;
  }

  close(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.connection?.worker.terminate();
    this.connection = null;
    this.patience = defaultPatience;
  }

  private connect(): Connection {
    if (this.connection) return this.connection;
    const worker = this.options.spawn();
    let reject: (error: WorkerLostError) => void = () => {};
    const lost = new Promise<never>((_, fail) => {
      reject = fail;
    });
    // Without a call under way nobody listens, and that is fine.
    lost.catch(() => {});
    const connection: Connection = {
      worker,
      remote: Comlink.wrap<Trainer>(worker),
      lost,
      lose: (loss) => {
        if (this.connection !== connection) return;
        this.close();
        reject(new WorkerLostError(loss));
        this.options.onLost(loss);
      },
      loaded: false,
    };
    this.connection = connection;
    for (const fatal of ['error', 'messageerror'])
      worker.addEventListener(fatal, () => connection.lose({ code: 'worker-died' }));
    this.listen(connection);
    return connection;
  }

  /**
   * Pings on every tick that finds the last ping answered. Silence is counted in ticks, not by the clock: a page whose
   * timers are held back (a hidden tab, a sleeping machine) is then more patient by itself.
   */
  private listen(connection: Connection): void {
    const interval = this.options.interval ?? 1000;
    let silent = 0;
    let waiting = false;
    this.timer = setInterval(() => {
      if (waiting) {
        silent += interval;
        if (silent >= (connection.loaded ? this.patience : loadingPatience)) connection.lose({ code: 'worker-hung' });
        return;
      }
      silent = 0;
      waiting = true;
      const answered = () => {
        waiting = false;
        connection.loaded = true;
      };
      connection.remote.ping().then(answered, () => connection.lose({ code: 'worker-died' }));
    }, interval);
  }
}
