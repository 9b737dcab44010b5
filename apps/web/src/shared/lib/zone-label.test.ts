import { expect, test } from 'vitest';
import { zoneCity, zoneLabel } from './zone-label.ts';

test('names a zone by its city, with the region behind it', () => {
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  expect(zoneLabel('America/Argentina/Buenos_Aires')).toBe('Buenos Aires, America/Argentina');
  expect(zoneLabel('Europe/Madrid')).toBe('Madrid, Europe');
  expect(zoneLabel('UTC')).toBe('UTC');
});
