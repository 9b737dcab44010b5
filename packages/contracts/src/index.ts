export * from './primitives.ts';
export * from './protocol-content.ts';
export * from './schedule.ts';
