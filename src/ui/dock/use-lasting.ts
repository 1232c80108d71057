/** Tells what has lasted for a while: what is over sooner shows nothing, so that the page does not flicker. */
import { useEffect, useState } from 'react';

/** Milliseconds after which a wait is worth showing. */
const NOTICEABLE_MS = 300;

export function useLasting(waiting: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLasting(true), NOTICEABLE_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [waiting]);
  return waiting && lasting;
}
