import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { type Setting, settings } from './settings.ts';

type Settings = { [K in keyof typeof settings]: z.output<(typeof settings)[K]['schema']> };

/** The settings of one start: each one by its name in the table, checked. */
export type Config = Omit<Settings, 'PUBLIC_URL' | 'LOG_FORMAT'> & {
  PUBLIC_URL: string;
  LOG_FORMAT: 'json' | 'pretty';
};

export type ConfigResult =
  | { kind: 'config'; config: Config; words: string[] }
  | { kind: 'help'; text: string }
  | { kind: 'invalid'; problems: string[] };

const entries = Object.entries(settings) as [keyof Settings, Setting][];
const flagOf = (name: string): string => name.toLowerCase().replaceAll('_', '-');

/**
 * Reads the settings from flags, then from the environment, and names every problem at once.
 * `words` are the arguments that a command understands besides settings.
 */
export function readConfig({
  words = [],
  args = process.argv.slice(2),
  environment = process.env,
}: {
  words?: string[];
  args?: string[];
  environment?: NodeJS.ProcessEnv;
} = {}): ConfigResult {
  const problems: string[] = [];
  const given: Record<string, string | undefined> = {};
  for (const [name] of entries) given[name] = environment[name] || undefined;

  const taken = takeFlags(args, given, words, problems);
  if (taken === 'help') return { kind: 'help', text: helpText() };

  const parsed: Record<string, unknown> = {};
  for (const [name, { schema }] of entries) {
    const result = schema.safeParse(given[name]);
    if (result.success) parsed[name] = result.data;
    else problems.push(...result.error.issues.map((issue) => `${name}: ${issue.message}`));
  }
  const values = parsed as Settings;
  problems.push(...conflicts(values, given));
  if (problems.length > 0) return { kind: 'invalid', problems };
  return {
    kind: 'config',
    words: taken,
    config: {
      ...values,
      PUBLIC_URL: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
      LOG_FORMAT: values.LOG_FORMAT ?? (values.NODE_ENV === 'production' ? 'json' : 'pretty'),
    },
  };
}

/** Reads the settings, or prints the help or what is wrong with them and ends the process. */
export function readConfigOrExit(): Config {
  const read = readConfig();
  if (read.kind === 'config') return read.config;
  if (read.kind === 'help') {
    process.stdout.write(read.text);
    process.exit(0);
  }
  const lines = read.problems.map((problem) => `  ${problem}`);
  process.stderr.write(`The service cannot start with these settings:\n${lines.join('\n')}\n`);
  process.stderr.write('All settings: npm start -- --help\n');
  process.exit(2);
}

function takeFlags(
  args: string[],
  given: Record<string, string | undefined>,
  words: string[],
  problems: string[],
): string[] | 'help' {
  const byFlag = new Map(entries.map(([name, { secret }]) => [flagOf(name), { name, secret }]));
  const options = Object.fromEntries([...byFlag].map(([flag]) => [flag, { type: 'string' as const }]));
  const { tokens } = parseArgs({
    args,
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    strict: false,
    tokens: true,
  });
  const taken: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    const word = token.kind === 'positional' ? token.value : token.rawName;
    if (word === '--help' || word === '-h') return 'help';
    const known = token.kind === 'option' ? byFlag.get(token.name) : undefined;
    if (words.includes(word)) taken.push(word);
    else if (token.kind === 'positional' || !known) problems.push(`${word}: is not known`);
    else if (known.secret)
      problems.push(`${word}: is a secret; set ${known.name} in the environment instead`);
    else if (!token.value) problems.push(`${word}: needs a value`);
    else given[known.name] = token.value;
  }
  return taken;
}

function conflicts(values: Settings, given: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  if (values.NODE_ENV === 'production') {
    if (!given.SECRET) problems.push('SECRET: is required in production');
    if (values.DEMO_DATA === 'true') problems.push('DEMO_DATA: must not be true in production');
  }
  if (given.DATABASE_APP_URL && !given.DATABASE_URL)
    problems.push('DATABASE_URL: is required when DATABASE_APP_URL is set');
  return problems;
}

/** The text of `--help`. */
export function helpText(): string {
  const blocks = entries.map(([name, { sentence, default: fallback, secret }]) => {
    const flag = secret ? '' : `  (--${flagOf(name)})`;
    return `  ${name}${flag}\n      ${sentence}\n      Default: ${fallback}`;
  });
  return [
    'Usage: npm start -- [--setting value]...',
    '',
    'Each setting is an environment variable; those that are not secret can also be given as a flag, which wins.',
    '',
    ...blocks,
    '',
  ].join('\n');
}

/** The body of docs/operations/configuration.md. */
export function configurationPage(): string {
  const rows = entries.map(
    ([name, { sentence, default: fallback, secret }]) =>
      `| \`${name}\` | ${secret ? 'environment only' : `\`--${flagOf(name)}\``} | ${fallback} | ${sentence} |`,
  );
  return `# Configuration

Each setting is an environment variable. Those that are not secret can also be given as a flag, which wins:
\`npm start -- --port 4000\`. An empty variable counts as not set. At start every value is checked; all problems are
reported at once, each by its name, and the process ends with code 2. \`npm start -- --help\` prints this table.

| Setting | Flag | Default | Meaning |
| --- | --- | --- | --- |
${rows.join('\n')}

This page is derived from the table in \`apps/api/src/settings.ts\`; a test compares the two, and
\`npx vitest run apps/api/src/config.test.ts --update\` writes it anew.
`;
}
