/** Puts the same question again and again, one at a time. */

/**
 * Asks at once and then `pause` milliseconds after each answer, or once alone where `pause` is null. A question that fails has
 * no answer, and is put again like any other. Gives a function that ends the asking: no answer is told after it.
 */
export function poll<T>(ask: () => Promise<T>, pause: number | null, onAnswer: (answer: T) => void): () => void {
  let live = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const askOnce = async () => {
    try {
      const answer = await ask();
      if (live) onAnswer(answer);
    } catch (error) {
      console.error(error);
    }
    if (live && pause !== null) timer = setTimeout(askOnce, pause);
  };
  void askOnce();
  return () => {
    live = false;
    clearTimeout(timer);
  };
}
