import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

export type ReadinessCheck = { name: string; check: () => Promise<void> };

/** Longest a dependency may take to answer before it counts as down. */
const CHECK_TIMEOUT_MS = 2_000;

/** `/livez`: the process answers. `/readyz`: every dependency answers too, and the process is not shutting down. */
export const health = fastifyPlugin(
  async (
    app: FastifyInstance,
    { checks, isDraining }: { checks: ReadinessCheck[]; isDraining: () => boolean },
  ) => {
    app.get('/livez', { config: { isProbe: true } }, async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { status: 'ok' };
    });

    // Whoever asks meanwhile shares the answer: nothing limits how often probes are asked.
    let running: Promise<{ name: string; ok: boolean }[]> | undefined;
    const runAll = () => {
      running ??= Promise.all(checks.map(run)).finally(() => {
        running = undefined;
      });
      return running;
    };
    app.get('/readyz', { config: { isProbe: true } }, async (_request, reply) => {
      const results = await runAll();
      const ready = !isDraining() && results.every((result) => result.ok);
      reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
      return {
        status: isDraining() ? 'draining' : ready ? 'ok' : 'unavailable',
        checks: Object.fromEntries(results.map((result) => [result.name, result.ok ? 'ok' : 'failed'])),
      };
    });
  },
);

async function run({ name, check }: ReadinessCheck): Promise<{ name: string; ok: boolean }> {
  const { promise, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error('timeout')), CHECK_TIMEOUT_MS);
  try {
    await Promise.race([check(), promise]);
    return { name, ok: true };
  } catch {
    return { name, ok: false };
  } finally {
    clearTimeout(timer);
  }
}
