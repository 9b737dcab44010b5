import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

export type MetricsServer = { url: string; close(): Promise<void> };

/**
 * Serves /metrics, and /livez, on a port of their own that only the operator's network reaches.
 * Port 0 takes any free one.
 */
export async function startMetricsServer(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<MetricsServer> {
  const server = createServer((request, response) => void answer(metrics, request, response));
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Error(refusal(host, port, (error as NodeJS.ErrnoException).code), { cause: error });
  }
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function refusal(host: string, port: number, code = 'unknown'): string {
  if (code === 'EADDRINUSE')
    return `METRICS_PORT ${port} is already in use. Stop what uses it, or set METRICS_PORT to another.`;
  if (code === 'EACCES')
    return `this user may not listen on METRICS_PORT ${port}. Set METRICS_PORT to another.`;
  return `cannot listen on METRICS_HOST ${host} (${code}).`;
}

async function answer(metrics: Metrics, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [status, type, body] = await bodyFor(metrics, request);
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

async function bodyFor(
  metrics: Metrics,
  { method, url }: IncomingMessage,
): Promise<[status: number, type: string, body: string]> {
  const path = method === 'GET' ? url?.split('?', 1)[0] : undefined;
  if (path === '/metrics') return [200, metrics.registry.contentType, await metrics.scrape()];
  if (path === '/livez') return [200, 'application/json', '{"status":"ok"}'];
  return [404, 'text/plain', 'Only /metrics and /livez are here.\n'];
}
