/** Patience is counted in so many milliseconds at a time. */
const SLICE_MS = 25;

/**
 * What `work` gives, or a rejection when it takes longer than `patienceMs`. The time is waited for in slices, between which answers are
 * heard: while this process is busy itself, an answer that lies there already is not taken for late. Otherwise a busy process
 * would give up a server that helps it, and be busier still.
 */
export async function inTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  let slices = Math.ceil(patienceMs / SLICE_MS);
  const timer = setTimeout(() => {
    slices--;
    if (slices > 0) timer.refresh();
    else late.reject(new Error('Redis is late'));
  }, SLICE_MS);
  // Once it is late, nobody listens any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
