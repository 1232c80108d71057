import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPatience, TrainerClient, type WorkerLoss, WorkerLostError } from '../../src/runs/client.ts';
import { InProcessWorker } from './in-process-worker.ts';

let workers: InProcessWorker[];
let losses: WorkerLoss[];
/** Whether new workers answer at all. */
let loading: boolean;
let client: TrainerClient;

const worker = () => workers.at(-1) as InProcessWorker;

/** Lets so many heartbeats pass; between two of them the answers, which travel on real channels, come in. */
async function heartbeats(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    vi.advanceTimersByTime(1000);
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  workers = [];
  losses = [];
  loading = false;
  client = new TrainerClient({
    spawn: () => {
      workers.push(new InProcessWorker());
      if (loading) worker().fallSilent();
      return worker();
    },
    onLost: (loss) => losses.push(loss),
  });
});

afterEach(() => {
  client.close();
  vi.useRealTimers();
});

describe('the heartbeat', () => {
  it('lets a worker that answers live', async () => {
    await client.call((trainer) => trainer.ping());
    await heartbeats(60);
    expect(losses).toEqual([]);
    expect(workers).toHaveLength(1);
  });

  it('finds a worker that hangs, terminates it, and ends the calls under way', async () => {
    await client.call((trainer) => trainer.ping());
    await heartbeats(2);
    worker().fallSilent();
    const call = client.call((trainer) => trainer.checkpoint());
    const rejected = expect(call).rejects.toEqual(new WorkerLostError({ code: 'worker-hung' }));
    await heartbeats(defaultPatience / 1000);
    expect(losses).toEqual([]);
    await heartbeats(2);
    await rejected;
    expect(losses).toEqual([{ code: 'worker-hung' }]);
    expect(worker().terminated).toBe(true);
  });

  it('waits as long as a run asks', async () => {
    await client.call((trainer) => trainer.ping());
    client.setPatience(20_000);
    await heartbeats(2);
    worker().fallSilent();
    await heartbeats(19);
    expect(losses).toEqual([]);
    await heartbeats(3);
    expect(losses).toEqual([{ code: 'worker-hung' }]);
  });

  it('waits as long as a run asks that starts a new worker', async () => {
    client.setPatience(20_000);
    await client.call((trainer) => trainer.ping());
    await heartbeats(2);
    worker().fallSilent();
    await heartbeats(19);
    expect(losses).toEqual([]);
    await heartbeats(3);
    expect(losses).toEqual([{ code: 'worker-hung' }]);
  });

  it('gives a worker time to load before its first answer', async () => {
    loading = true;
    client.call((trainer) => trainer.ping()).catch(() => {});
    await heartbeats(25);
    expect(losses).toEqual([]);
    await heartbeats(10);
    expect(losses).toEqual([{ code: 'worker-hung' }]);
  });
});

describe('a worker that has answered', () => {
  it('has loaded, before the first heartbeat too', async () => {
    await client.call((trainer) => trainer.ping());
    worker().fallSilent();
    await heartbeats(defaultPatience / 1000 + 2);
    expect(losses).toEqual([{ code: 'worker-hung' }]);
  });
});

describe('a lost worker', () => {
  it('that died is noticed at once', async () => {
    await client.call((trainer) => trainer.ping());
    worker().die();
    expect(losses).toEqual([{ code: 'worker-died' }]);
    expect(worker().terminated).toBe(true);
  });

  it('is replaced by the next call', async () => {
    await client.call((trainer) => trainer.ping());
    worker().die();
    expect(await client.call((trainer) => trainer.ping())).toBeGreaterThan(0);
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    await heartbeats(10);
    expect(losses).toHaveLength(1);
  });
});
