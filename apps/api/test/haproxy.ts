import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './redis-server.ts';

/** A real HAProxy on loopback that tells its backend whom it speaks for, as one in front of the service does. */
export async function startHaproxy(backendPort: number): Promise<{ port: number; close(): Promise<void> }> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'healthprotocol-haproxy-'));
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(
    file,
    [
      'defaults',
      '  mode http',
      '  timeout connect 5s',
      '  timeout client 30s',
      '  timeout server 30s',
      '  option forwardfor',
      'frontend in',
      `  bind 127.0.0.1:${port}`,
      '  default_backend service',
      'backend service',
      `  server one 127.0.0.1:${backendPort}`,
      '',
    ].join('\n'),
  );
  const proxy = spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore' });
  process.once('exit', () => proxy.kill('SIGKILL'));
  const failed = new Promise<never>((_, reject) => proxy.once('error', reject));
  await Promise.race([failed, listening(port)]);
  return {
    port,
    close: async () => {
      const gone = new Promise((resolve) => proxy.once('exit', resolve));
      proxy.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('haproxy did not start');
}
