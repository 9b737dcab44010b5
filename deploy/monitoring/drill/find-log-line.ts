import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends a request under an id of our own and looks for its line in the log store; undefined if it does not come. */
export async function findLogLine(
  serviceUrl: string,
  logStoreUrl: string,
  signal: AbortSignal,
): Promise<Record<string, string> | undefined> {
  const id = `drill-${randomUUID()}`;
  await fetch(`${serviceUrl}/api/v1/session`, { headers: { 'x-request-id': id } });
  const query = new URLSearchParams({ query: `reqId:="${id}" and _msg:="request"` });
  while (!signal.aborted) {
    const answer = await fetch(`${logStoreUrl}/select/logsql/query?${query}`);
    const [line] = (await answer.text()).split('\n');
    if (line) return JSON.parse(line) as Record<string, string>;
    await sleep(200);
  }
  return undefined;
}
