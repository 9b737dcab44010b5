import { useEffect, useState } from 'react';
import { now } from '../../../shared/lib/clock.ts';

/** The current instant, kept to the minute: enough for a clock on the wall. */
export function useMinute(): Date {
  const [instant, setInstant] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setInstant(now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return instant;
}
