import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../test/factories.ts';
import { protocolContent } from '../test/protocol-factories.ts';
import { newId } from './platform/ids.ts';

const PATIENCE_MS = 180_000;

let shared: TestApp;
let member: SignedInMember;
let front: string;
const children: ChildProcess[] = [];
const instances: ChildProcess[] = [];

beforeAll(async () => {
  shared = await buildTestApp();
  member = await signInAs(shared, await createOrganization(shared), 'practitioner');
  const [first, second, balancer] = await Promise.all([freePort(), freePort(), freePort()]);
  instances.push(...(await Promise.all([startInstance(first), startInstance(second)])));
  const haproxy = spawn(
    'haproxy',
    ['-db', '-f', join(import.meta.dirname, '../../../deploy/load-balancer/haproxy.cfg')],
    {
      stdio: 'ignore',
      env: {
        PATH: `${process.env.PATH}:/usr/sbin`,
        FRONT: `127.0.0.1:${balancer}`,
        INSTANCE_1: `127.0.0.1:${first}`,
        INSTANCE_2: `127.0.0.1:${second}`,
      },
    },
  );
  children.push(haproxy);
  front = `http://127.0.0.1:${balancer}`;
  await until(async () => (await fetch(`${front}/readyz`)).ok);
}, PATIENCE_MS);

afterAll(async () => {
  for (const child of children)
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  await shared.close();
}, PATIENCE_MS);

async function startInstance(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      PORT: String(port),
      LOG_LEVEL: 'silent',
      DATA_DIR: shared.dataDir,
      DATABASE_URL: shared.ownerUrl,
      DATABASE_APP_URL: shared.appUrl,
      SECRET: 'a secret that only the tests know, 32+',
      DEMO_DATA: 'false',
      INSTANCES: '2',
      DRAIN_DELAY_SECONDS: '5',
      TRUSTED_PROXIES: '127.0.0.1',
      RATE_LIMIT_FACTOR: '100000',
      // How busy the machine is that runs the tests says nothing about the product.
      MAX_EVENT_LOOP_DELAY_MS: '0',
      DATABASE_ACQUIRE_TIMEOUT_MS: '30000',
    },
  });
  children.push(child);
  await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok);
  return child;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition().catch(() => false))) await sleep(50);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

const headers = () => ({ cookie: member.cookie, 'content-type': 'application/json' });

test(
  'one of two instances is stopped under load, and nobody notices: every request is answered, every write once',
  async () => {
    const failures: string[] = [];
    const written: string[] = [];
    let answers = 0;
    let stop = false;
    const ask = async (expected: number, init: RequestInit = {}) => {
      const answer = await fetch(`${front}/api/v1/protocols`, { headers: headers(), ...init });
      const text = await answer.text();
      answers++;
      if (answer.status !== expected) failures.push(`${answer.status} ${text}`);
      return answer.status;
    };
    const person = async () => {
      while (!stop) {
        await ask(200);
        const id = newId();
        const body = JSON.stringify({ id, content: protocolContent({ title: 'Walk' }) });
        if ((await ask(201, { method: 'POST', body })) === 201) written.push(id);
      }
    };
    const people = Promise.all(Array.from({ length: 8 }, person));
    await until(async () => answers > 50);
    const [leaving] = instances;
    const gone = once(leaving as ChildProcess, 'exit');
    leaving?.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
    const whenGone = answers;
    await until(async () => answers > whenGone + 50);
    stop = true;
    await people;

    expect(failures).toEqual([]);
    const kept = await shared.owner.selectFrom('protocols').select('id').execute();
    expect(kept.map(({ id }) => id).toSorted()).toEqual(written.toSorted());
  },
  PATIENCE_MS,
);
