import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

export type PgBouncer = {
  /** The same database and role, through the pooler. */
  url: string;
  close(): Promise<void>;
};

/**
 * A real PgBouncer of its own on a free port before `databaseUrl`, in transaction mode, with fewer connections to the server than
 * its clients have to it, so that they take turns.
 */
export async function startPgBouncer(databaseUrl: string, serverConnections = 2): Promise<PgBouncer> {
  const port = await freePort();
  const target = new URL(databaseUrl);
  const folder = mkdtempSync(join(tmpdir(), 'healthprotocol-pgbouncer-'));
  const path = (name: string): string => join(folder, name);
  writeFileSync(
    path('users.txt'),
    `"${decodeURIComponent(target.username)}" "${decodeURIComponent(target.password)}"\n`,
  );
  writeFileSync(
    path('pgbouncer.ini'),
    `[databases]
* = host=${target.hostname} port=${target.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${path('users.txt')}
pool_mode = transaction
default_pool_size = ${serverConnections}
max_client_conn = 100
${keepsPreparedStatements() ? 'max_prepared_statements = 300' : ''}
`,
  );
  chmodSync(folder, 0o755);
  // It refuses to run as root.
  const command = ['pgbouncer', '-q', path('pgbouncer.ini')];
  const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const [program = '', ...args] = process.getuid?.() === 0 ? [...asNobody, ...command] : command;
  const child = spawn(program, args, { stdio: 'ignore', env: { PATH: `${process.env.PATH}:/usr/sbin` } });
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);

  target.hostname = '127.0.0.1';
  target.port = String(port);
  await answering(target.href);
  return {
    url: target.href,
    close: async () => {
      process.removeListener('exit', stop);
      const gone = new Promise((resolve) => child.once('exit', resolve));
      stop();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether the installed PgBouncer keeps the prepared statements of its clients apart: from 1.21 on. */
export function keepsPreparedStatements(): boolean {
  const text = execFileSync('pgbouncer', ['--version'], {
    encoding: 'utf8',
    env: { PATH: `${process.env.PATH}:/usr/sbin` },
  });
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text) ?? []).slice(1).map(Number);
  return major > 1 || minor >= 21;
}

async function answering(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('pgbouncer did not start');
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
