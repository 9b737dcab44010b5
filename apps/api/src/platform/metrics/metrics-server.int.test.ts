import { afterEach, expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';
import { type MetricsServer, startMetricsServer } from './metrics-server.ts';
import { addProcessMetrics } from './process-metrics.ts';

const started: MetricsServer[] = [];
afterEach(async () => {
  for (const server of started.splice(0)) await server.close();
});

async function start(metrics = createMetrics(), host = '127.0.0.1'): Promise<MetricsServer> {
  const server = await startMetricsServer(metrics, { host, port: 0 });
  started.push(server);
  return server;
}

test('tells what was counted in the form Prometheus reads', async () => {
  const metrics = createMetrics();
  metrics.checkIns.inc({ status: 'done' }, 3);
  const { url } = await start(metrics);
  const answer = await fetch(url);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await answer.text()).toContain('healthprotocol_check_ins_total{status="done"} 3');
});

test('tells of the process: memory, garbage collection and how busy the event loop is', async () => {
  const metrics = createMetrics();
  addProcessMetrics(metrics);
  const { url } = await start(metrics);
  const told = await (await fetch(url)).text();
  for (const name of [
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_p99_seconds',
    'nodejs_gc_duration_seconds',
  ])
    expect(told).toContain(name);
  const utilization = Number(/^healthprotocol_event_loop_utilization (\S+)$/m.exec(told)?.[1]);
  expect(utilization).toBeGreaterThan(0);
  expect(utilization).toBeLessThanOrEqual(1);
});

test('tells the rest when one gauge cannot be read', async () => {
  const metrics = createMetrics();
  metrics.onScrape(() => Promise.reject(new Error('the database is away')));
  metrics.onScrape(() => metrics.dbPoolMax.set(7));
  const { url } = await start(metrics);
  expect(await (await fetch(url)).text()).toContain('healthprotocol_db_pool_max 7');
});

test('has nothing else, and says that it lives', async () => {
  const { url } = await start();
  expect((await fetch(new URL('/livez', url))).status).toBe(200);
  expect((await fetch(new URL('/api/v1/session', url))).status).toBe(404);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('names the setting when the port is taken or the address is not this machine’s', async () => {
  const { url } = await start();
  const port = Number(new URL(url).port);
  await expect(startMetricsServer(createMetrics(), { host: '127.0.0.1', port })).rejects.toThrow(
    `METRICS_PORT ${port} is already in use`,
  );
  await expect(startMetricsServer(createMetrics(), { host: '192.0.2.1', port: 0 })).rejects.toThrow(
    'METRICS_HOST 192.0.2.1',
  );
});

test('closes although a scraper keeps its connection open', async () => {
  const server = await startMetricsServer(createMetrics(), { host: '127.0.0.1', port: 0 });
  await (await fetch(server.url)).text();
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow('fetch failed');
});
