import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it('quotes what needs it and leaves no formula to run', () => {
  expect(
    toCsv(
      ['Name', 'Note'],
      [
        ['García, Ana', 'said "later"'],
        ['=HYPERLINK("x")', null],
        ['-2', 4],
      ],
    ),
  ).toBe('\ufeffName,Note\r\n"García, Ana","said ""later"""\r\n"\'=HYPERLINK(""x"")",\r\n\'-2,4\r\n');
});
