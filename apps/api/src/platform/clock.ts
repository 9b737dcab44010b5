/** The only source of the current instant; rules receive instants as arguments. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
