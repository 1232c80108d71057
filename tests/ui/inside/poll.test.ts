/** A question that is put again and again. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { poll } from '../../../src/ui/inside/poll.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a question', () => {
  it('that fails is put again after the pause, and the failure is reported', async () => {
    const report = vi.spyOn(console, 'error').mockImplementation(() => {});
    const ask = vi.fn<() => Promise<number>>().mockRejectedValueOnce(new Error('lost')).mockResolvedValue(7);
    const answers: number[] = [];
    const end = poll(ask, 100, (answer) => answers.push(answer));
    await vi.advanceTimersByTimeAsync(250);
    expect(answers).toEqual([7, 7]);
    expect(report).toHaveBeenCalledOnce();
    end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('is put once where there is no pause, and its answer is not told after the end', async () => {
    const ask = vi.fn(async () => 7);
    const onAnswer = vi.fn();
    poll(ask, null, onAnswer)();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ask).toHaveBeenCalledOnce();
    expect(onAnswer).not.toHaveBeenCalled();
  });
});
