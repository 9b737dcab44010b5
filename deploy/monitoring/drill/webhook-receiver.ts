import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export type AlertStatus = 'firing' | 'resolved';

/** One alert as a receiver was told of it. */
type Told = { receiver: string; status: AlertStatus; labels: Record<string, string>; at: number };

/** An alert that is waited for: who should be told, and labels it has. */
export type Expected = { receiver: string; labels: Record<string, string> };

export type WebhookReceiver = {
  /** Waits until nothing that is expected is still told to be firing from before. */
  waitUntilQuiet(expected: Expected[], signal: AbortSignal): Promise<void>;
  /** Milliseconds until the receiver is told so, counted from `since`; undefined when that takes too long. */
  waitFor(
    expected: Expected,
    status: AlertStatus,
    since: number,
    signal: AbortSignal,
  ): Promise<number | undefined>;
  close(): void;
};

/** Listens to what Alertmanager tells each receiver, at /NAME. */
export async function startWebhookReceiver(port: number): Promise<WebhookReceiver> {
  const told: Told[] = [];
  const server = createServer(async (request, response) => {
    const { alerts } = (await json(request)) as { alerts: Pick<Told, 'status' | 'labels'>[] };
    const receiver = request.url?.slice(1) ?? '';
    for (const { status, labels } of alerts) told.push({ receiver, status, labels, at: performance.now() });
    response.end();
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const isOf = ({ receiver, labels }: Expected, entry: Told): boolean =>
    entry.receiver === receiver &&
    Object.entries(labels).every(([name, value]) => entry.labels[name] === value);
  return {
    waitUntilQuiet: async (expected, signal) => {
      const isFiring = (one: Expected) => told.findLast((entry) => isOf(one, entry))?.status === 'firing';
      while (!signal.aborted && expected.some(isFiring)) await sleep(50);
    },
    waitFor: async (expected, status, since, signal) => {
      while (!signal.aborted) {
        const match = told.find(
          (entry) => entry.at >= since && entry.status === status && isOf(expected, entry),
        );
        if (match) return match.at - since;
        await sleep(50);
      }
      return undefined;
    },
    close: () => void server.close(),
  };
}
