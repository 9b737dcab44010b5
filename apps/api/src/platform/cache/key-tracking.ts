import { BasicClientSideCache } from '@redis/client';

/**
 * Hears from the server which keys others have changed (RESP3 client tracking). The library's own cache of answers is left
 * out: it copies each answer on every hit, and we keep values that were already parsed.
 */
export class KeyTracking extends BasicClientSideCache {
  readonly #onChange: (key: string | null) => void;

  /** @param onChange called with the name of a key, or with null when anything may have changed */
  constructor(onChange: (key: string | null) => void) {
    super({ recordStats: false });
    this.#onChange = onChange;
  }

  override trackingOn(): string[] {
    return ['CLIENT', 'TRACKING', 'ON', 'NOLOOP'];
  }

  override async handleCache(...args: Parameters<BasicClientSideCache['handleCache']>): Promise<unknown> {
    const [, parser, send, transformReply, typeMapping] = args;
    const reply = await send();
    return transformReply ? transformReply(reply, parser.preserve, typeMapping) : reply;
  }

  override invalidate(key: Parameters<BasicClientSideCache['invalidate']>[0]): void {
    this.#onChange(key === null ? null : key.toString());
  }
}
