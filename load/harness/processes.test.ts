import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { countHandles, cpuOfFamily, readProcess } from './processes.ts';

test.runIf(process.platform === 'linux')('a process is told by its CPU time, memory and parent', () => {
  const until = performance.now() + 60;
  while (performance.now() < until);
  const facts = readProcess(process.pid);
  expect(facts?.parent).toBe(process.ppid);
  expect(facts?.rssMb).toBeGreaterThan(20);
  expect(facts?.cpuSeconds).toBeGreaterThan(0.02);
  expect(cpuOfFamily(process.pid)).toBeGreaterThanOrEqual(facts!.cpuSeconds);
  expect(readProcess(2 ** 30)).toBeUndefined();
});

test.runIf(process.platform === 'linux')(
  'an open file is a handle, a connection of a user is none',
  async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const before = countHandles(process.pid, port);

    const file = openSync(import.meta.filename, 'r');
    expect(countHandles(process.pid, port)).toBe(before + 1);
    closeSync(file);

    const user = connect(port, '127.0.0.1');
    const [served] = await once(server, 'connection');
    // The user's own end is in this process, too; the served end is not counted.
    expect(countHandles(process.pid, port)).toBe(before + 1);
    user.destroy();
    served.destroy();
    server.close();
  },
);
