/** The only source of the current instant; rules receive instants as arguments. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** Milliseconds since the process started. They never jump when somebody sets the machine's clock: for waiting and measuring. */
export const elapsedMs = (): number => performance.now();
