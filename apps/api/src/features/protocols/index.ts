import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { protocolsRoutes } from './protocols.routes.ts';

export { type ImportedProtocol, importProtocol } from './import-protocol.ts';
export { listProtocolContents } from './list-protocol-contents.ts';
export { sanitiseHtml } from './sanitise-content.ts';

/** Opens the routes about protocols. */
export function registerProtocols(api: Api, { clock }: { clock: Clock }): void {
  protocolsRoutes(api, clock);
}
