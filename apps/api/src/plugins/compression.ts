import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

/** Smaller answers fit into the first packet anyway. */
const THRESHOLD_BYTES = 1024;

/**
 * Compresses answers as they are sent, by what the browser takes and costs least; small ones at once, without a stream.
 * Files are compressed when they are built.
 */
export const compression = fastifyPlugin(async (app: FastifyInstance) => {
  await app.register(compress, {
    threshold: THRESHOLD_BYTES,
    encodings: ['zstd', 'br', 'gzip', 'identity'],
    // Level 4 took five times as long for a tenth less, and longer than anything else done for a cached answer.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
  });
});
