import { Row, Section } from './section.tsx';

const colours = [
  ['canvas', 'bg-canvas'],
  ['surface', 'bg-surface'],
  ['sunken', 'bg-sunken'],
  ['hairline', 'bg-hairline'],
  ['outline', 'bg-outline'],
  ['muted', 'bg-muted'],
  ['ink', 'bg-ink'],
  ['accent', 'bg-accent'],
  ['accent-soft', 'bg-accent-soft'],
  ['done', 'bg-done'],
  ['attention', 'bg-attention'],
  ['danger', 'bg-danger'],
] as const;

export function TypeSection() {
  return (
    <Section title="Type and colour">
      <p className="text-2xl font-semibold">Done for today</p>
      <p className="text-xl font-semibold">Adherence 92 % → 61 %</p>
      <p className="text-lg font-semibold">Vitamin D3, 1000 IU</p>
      <p className="mt-1 text-base">Sit for five minutes before measuring, feet on the floor.</p>
      <p className="text-sm text-muted">Last measured yesterday at 07:40 (Europe/Madrid)</p>
      <p className="text-xs text-muted">Version 3 · checked 2026-11-02</p>
      <p className="mt-2 text-base tabular-nums">
        118/76 · 0123456789
        <br />
        131/84 · 9876543210
      </p>
      <Row>
        {colours.map(([name, look]) => (
          <span key={name} className="grid w-20 gap-1 text-xs text-muted">
            <span className={`h-10 rounded-md border border-hairline ${look}`} />
            {name}
          </span>
        ))}
      </Row>
    </Section>
  );
}
