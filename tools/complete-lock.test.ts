import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completeLock, type Lock } from './complete-lock.ts';

test('package-lock.json lists the programs of every platform, without which npm ci refuses it', () => {
  const lock = JSON.parse(readFileSync(`${import.meta.dirname}/../package-lock.json`, 'utf8')) as Lock;
  // To repair: node tools/complete-lock.ts
  expect(completeLock(lock)).toEqual([]);
});

test('adds a missing platform beside its parent, or inside it where another version is in the way', () => {
  const packages = {
    'node_modules/tool': {
      optionalDependencies: { 'tool-linux-x64-musl': '2.0.0', 'tool-darwin-arm64': '2.0.0' },
    },
    'node_modules/tool-linux-x64-musl': { version: '1.0.0' },
  };
  expect(completeLock({ packages })).toEqual([
    'node_modules/tool/node_modules/tool-linux-x64-musl',
    'node_modules/tool-darwin-arm64',
  ]);
  expect(packages).toMatchObject({
    'node_modules/tool/node_modules/tool-linux-x64-musl': {
      version: '2.0.0',
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
      optional: true,
    },
    'node_modules/tool-darwin-arm64': { os: ['darwin'], cpu: ['arm64'] },
  });
});
