import { defaultStackParser, makeFetchTransport } from '@sentry/browser';
import {
  createEventEnvelope,
  type DsnComponents,
  dateTimestampInSeconds,
  type Exception,
  getEnvelopeEndpointWithUrlEncodedAuth,
  makeDsn,
  type Transport,
  uuid4,
} from '@sentry/core';
import { ApiProblem } from '../api-problem.ts';
import { scrubReport } from './scrub-report.ts';

type Place = {
  dsn: string;
  release: string | undefined;
  environment: string | undefined;
  /** Such as `/clients/$clientId`, never an address. */
  route: string | undefined;
};

// Of Sentry's library only what makes and sends a report: its client, which also collects, is four times as large as all of this.
let open: { dsn: DsnComponents; transport: Transport } | undefined;

/** Sends one error, scrubbed, to Sentry. */
export function sendReport(error: Error, { dsn, release, environment, route }: Place): void {
  open ??= openTransport(dsn);
  if (!open) return;
  const requestId = error instanceof ApiProblem ? error.requestId : undefined;
  const event = scrubReport({
    event_id: uuid4(),
    timestamp: dateTimestampInSeconds(),
    exception: { values: chainOf(error).map(exceptionOf) },
    ...(release && { release }),
    ...(environment && { environment }),
    tags: { route, requestId },
  });
  void open.transport.send(createEventEnvelope(event, open.dsn)).then(undefined, () => undefined);
}

function openTransport(address: string): typeof open {
  const dsn = makeDsn(address);
  if (!dsn) return undefined;
  const transport = makeFetchTransport({
    url: getEnvelopeEndpointWithUrlEncodedAuth(dsn),
    recordDroppedEvent: () => undefined,
    // Neither the page's address nor a cookie goes along.
    fetchOptions: { referrerPolicy: 'no-referrer', credentials: 'omit' },
  });
  return { dsn, transport };
}

/** Its message is not even read. */
function exceptionOf({ name, stack }: Error): Exception {
  return { type: name, stacktrace: { frames: defaultStackParser(stack ?? '') } };
}

/** The error and what caused it, the first cause first, as Sentry expects. */
function chainOf(error: Error): Error[] {
  const chain = [error];
  while (chain.length < 4) {
    const cause = chain[0]?.cause;
    if (!(cause instanceof Error) || chain.includes(cause)) break;
    chain.unshift(cause);
  }
  return chain;
}
