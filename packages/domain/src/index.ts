export * from './adherence.ts';
export * from './check-ins.ts';
export * from './local-date.ts';
export * from './plan.ts';
export * from './schedule.ts';
export * from './slots.ts';
export * from './timeline.ts';
export * from './today-view.ts';
