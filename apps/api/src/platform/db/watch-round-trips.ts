import type pg from 'pg';

/**
 * Calls back for every round trip of a pool: a group of statements, on one connection or several, that are sent before the
 * first of them is answered, and so wait together. It tells something about one request at a time.
 */
export function watchRoundTrips(pool: pg.Pool, onRoundTrip: () => void): void {
  let group = { isAnswered: true };
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const watched = (...args: unknown[]): Promise<unknown> => {
      if (group.isAnswered) {
        group = { isAnswered: false };
        onRoundTrip();
      }
      const own = group;
      const onAnswer = () => {
        own.isAnswered = true;
      };
      const answer = send(...args);
      // Noted before whoever sent the statement goes on.
      answer.then(onAnswer, onAnswer);
      return answer;
    };
    Object.assign(client, { query: watched });
  });
}
