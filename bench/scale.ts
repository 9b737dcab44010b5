import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measureScale } from './scale/measure-scale.ts';
import { printReport } from './scale/print-report.ts';
import { openScaleFolder } from './scale/scale-folder.ts';

const HELP = `Usage: npm run bench:scale -- [options]

Loads 100,000 clients, 10,000 protocols, 10 million check-ins and 5 million readings, and the same a thousand times smaller
beside it; then calls every route on both, and explains every statement that the application sends. Fails when less was
loaded, when a large table is read from one end to the other, when a statement takes 5 ms or more at p95, or when Today or
a check-in costs more than 1.3 times as much as on the small one.

  --keep FOLDER   loads into FOLDER and leaves it there, or uses what an earlier run left there
  --small         compares 10,000 check-ins with 2,500, to try the command itself; times and plans are not judged
  --load-only     loads and measures nothing
  --shapes FILE   also fails for every statement listed in FILE that no route sent (SQL_SHAPES_FILE of the tests)
  --rounds NUMBER how often each call is explained with other parameters (20, so that one disturbance is no p95)
  --routes TEXT   only routes that contain TEXT
  --report FILE   writes all that was measured as JSON`;

const { values } = parseArgs({
  options: {
    keep: { type: 'string' },
    small: { type: 'boolean', default: false },
    'load-only': { type: 'boolean', default: false },
    shapes: { type: 'string' },
    rounds: { type: 'string', default: '20' },
    routes: { type: 'string' },
    report: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => console.log(line);

async function run(): Promise<void> {
  const folder = values.keep ? resolve(values.keep) : mkdtempSync(join(tmpdir(), 'healthprotocol-scale-'));
  const sizes = values.small
    ? ({ large: 'reference', small: 'tiny' } as const)
    : ({ large: 'full', small: 'reference' } as const);
  try {
    const compared = await openScaleFolder(folder, sizes, say);
    try {
      if (values['load-only']) return;
      const report = await measureScale(compared, {
        small: values.small,
        rounds: Number(values.rounds),
        routes: values.routes,
        shapes: values.shapes,
      });
      if (values.report) writeFileSync(values.report, `${JSON.stringify(report, null, 1)}\n`);
      process.exitCode = printReport(report, say) ? 0 : 1;
    } finally {
      await compared.server.stop();
    }
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

if (values.help) say(HELP);
else await run();
