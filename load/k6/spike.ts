import { optionsFor } from './scenario.ts';

export { client, handleSummary, practitioner } from './scenario.ts';

export const options = optionsFor('spike');
