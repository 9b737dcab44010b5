import { verdictLine } from './budgets.ts';
import { PRODUCT, type ScenarioResult, type Summary } from './summary.ts';
import { tableOf } from './table.ts';
import type { RunResult } from './write-results.ts';

const WIDTH = 720;
const NAMES = 150;
const FIGURES = 210;
const ROW = 30;
const BAR = 16;

const style = `
  :root { color-scheme: light dark; --ink: #1c1c1a; --quiet: #66655f; --paper: #fcfcfa; --product: #2557a7; --floor: #b9b7ae }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #ecebe6; --quiet: #a3a199; --paper: #191918; --product: #7fb0ff; --floor: #595750 }
  }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink);
    background: var(--paper) }
  h2 { font-size: 1rem; margin: 2rem 0 0.25rem }
  p, figcaption { color: var(--quiet); margin: 0 0 0.5rem }
  figure { margin: 0 }
  svg { width: 100%; height: auto; display: block }
  svg text { fill: var(--ink); font-size: 13px }
  pre { overflow-x: auto; font-size: 0.75rem; line-height: 1.4 }`;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const perSecond = (value: number): string =>
  value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en');

/** A page that needs nothing else: a chart for each scenario, the verdicts and the table. */
export function chartPage(title: string, { results, verdicts, readyMs }: RunResult): string {
  const charts = results.map(
    (result) => `<section><h2>${escapeHtml(result.name)}</h2>${chartOf(result)}</section>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Benchmark of ${escapeHtml(title)}</title>
<style>${style}</style>
<h1>Benchmark</h1>
<p>${escapeHtml(title)}. Requests a second, median of the rounds; the thin line spans all rounds. Start to ready with the database
up: ${readyMs.toFixed(0)} ms.</p>
${charts.join('\n')}
<h2>Bars</h2>
<pre>${escapeHtml(verdicts.map(verdictLine).join('\n'))}</pre>
<h2>All figures</h2>
<pre>${escapeHtml(tableOf(results))}</pre>
</html>
`;
}

function chartOf({ name, servers, rounds }: ScenarioResult): string {
  const most = Math.max(...Object.values(rounds).flatMap((own) => own.map((round) => round.perSecond)));
  const scale = (value: number): number => (value / most) * (WIDTH - NAMES - FIGURES);
  const rows = servers.map((row, index) => {
    const values = rounds[row.server]!.map((round) => round.perSecond);
    const middle = index * ROW + ROW / 2;
    const from = NAMES + scale(Math.min(...values));
    const to = NAMES + scale(Math.max(...values));
    const colour = row.server === PRODUCT ? 'var(--product)' : 'var(--floor)';
    return [
      `<text x="0" y="${middle + 5}">${escapeHtml(row.server)}</text>`,
      `<rect x="${NAMES}" y="${middle - BAR / 2}" width="${scale(row.perSecond).toFixed(1)}" height="${BAR}" rx="2" fill="${colour}"/>`,
      `<path d="M${from.toFixed(1)} ${middle}H${to.toFixed(1)}" stroke="var(--ink)" stroke-width="1.5"/>`,
      `<text x="${WIDTH}" y="${middle + 5}" text-anchor="end">${escapeHtml(figuresOf(row))}</text>`,
    ].join('');
  });
  const label = servers.map((row) => `${row.server}: ${figuresOf(row)}`).join('; ');
  return `<figure><svg viewBox="0 0 ${WIDTH} ${servers.length * ROW}" role="img" aria-label="${escapeHtml(`${name}. ${label}`)}">${rows.join('')}</svg></figure>`;
}

function figuresOf({ perSecond: value, p99Ms, throughputToFloor }: Summary): string {
  const share =
    throughputToFloor === undefined ? '' : `, ${(throughputToFloor * 100).toFixed(0)} % of the floor`;
  return `${perSecond(value)}/s${share}, p99 ${p99Ms.toFixed(1)} ms`;
}
