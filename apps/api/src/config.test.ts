import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { configurationPage, readConfig } from './config.ts';
import { settings } from './settings.ts';

const read = (environment: NodeJS.ProcessEnv = {}, args: string[] = [], words: string[] = []) =>
  readConfig({ args, environment, words });

const configOf = (...given: Parameters<typeof read>) => {
  const result = read(...given);
  if (result.kind !== 'config') throw new Error(JSON.stringify(result));
  return result.config;
};
const problemsOf = (...given: Parameters<typeof read>) => {
  const result = read(...given);
  return result.kind === 'invalid' ? result.problems : [];
};

test('starts from defaults that suit a laptop', () => {
  expect(configOf()).toMatchObject({
    NODE_ENV: 'development',
    PORT: 3000,
    PUBLIC_URL: 'http://localhost:3000',
    DATA_DIR: resolve('data'),
    LOG_FORMAT: 'pretty',
    TRUSTED_PROXIES: [],
    SECRET: undefined,
  });
});

test('takes a flag over the environment, in both forms of a flag', () => {
  expect(configOf({ PORT: '1' }, ['--port', '4000', '--log-level=warn'])).toMatchObject({
    PORT: 4000,
    PUBLIC_URL: 'http://localhost:4000',
    LOG_LEVEL: 'warn',
  });
});

test('counts an empty variable as not set', () => {
  expect(configOf({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000, DATABASE_URL: undefined });
});

test('reports every bad value at once, each by its name', () => {
  const problems = problemsOf(
    {
      PORT: '70000',
      NODE_ENV: 'staging',
      DATABASE_URL: 'mysql://x',
      SECRET: 'short',
      TRUSTED_PROXIES: '10.0.0.0/33',
    },
    ['--prot', '1', '--secret', 'x'],
  );
  expect(problems.map((problem) => problem.split(':')[0])).toEqual([
    '--prot',
    '1',
    '--secret',
    'NODE_ENV',
    'PORT',
    'DATABASE_URL',
    'SECRET',
    'TRUSTED_PROXIES',
  ]);
});

test('never repeats the value of a secret in a problem', () => {
  const problems = problemsOf({ SECRET: 'hunter2', DATABASE_URL: 'hunter2', SMTP_URL: 'hunter2' });
  expect(problems).toHaveLength(3);
  expect(problems.join()).not.toContain('hunter2');
});

test('refuses production without a secret and with demo data', () => {
  expect(problemsOf({ NODE_ENV: 'production', DEMO_DATA: 'true' })).toEqual([
    'SECRET: is required in production',
    'DEMO_DATA: must not be true in production',
  ]);
  expect(configOf({ NODE_ENV: 'production', SECRET: 's'.repeat(32) }).LOG_FORMAT).toBe('json');
});

test('refuses an app role without the database it belongs to', () => {
  expect(problemsOf({ DATABASE_APP_URL: 'postgresql://a:b@host/c' })).toEqual([
    'DATABASE_URL: is required when DATABASE_APP_URL is set',
  ]);
});

test('hands the words of a command back and refuses others', () => {
  expect(read({}, ['down', '--all'], ['down', '--all'])).toMatchObject({
    kind: 'config',
    words: ['down', '--all'],
  });
  expect(problemsOf({}, ['sideways'], ['down'])).toEqual(['sideways: is not known']);
});

test('lists every setting in the help, and asks nothing else of a start with --help', () => {
  const help = read({ PORT: 'nonsense' }, ['--help']);
  if (help.kind !== 'help') throw new Error('no help');
  for (const name of Object.keys(settings)) expect(help.text).toContain(`  ${name}`);
});

test('the shown defaults are the ones that apply', () => {
  for (const [name, { schema, default: shown }] of Object.entries(settings)) {
    const byDefault = schema.safeParse(undefined).data;
    if (typeof byDefault === 'number' || (typeof byDefault === 'string' && name !== 'DATA_DIR'))
      expect(String(byDefault)).toBe(shown);
  }
});

test('the configuration page matches the table', async () => {
  await expect(configurationPage()).toMatchFileSnapshot('../../../docs/operations/configuration.md');
});
