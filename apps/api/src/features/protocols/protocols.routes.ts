import {
  changeVersionRoute,
  copyProtocolRoute,
  createProtocolRoute,
  discardDraftRoute,
  getDifferencesRoute,
  getProtocolRoute,
  getVersionRoute,
  listProtocolsRoute,
  listVersionsRoute,
  publishProtocolRoute,
  retireProtocolRoute,
  saveDraftRoute,
} from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { copyProtocol } from './copy-protocol.ts';
import { createProtocol } from './create-protocol.ts';
import { discardDraft } from './discard-draft.ts';
import { getDifferences } from './get-differences.ts';
import { getProtocol } from './get-protocol.ts';
import { getVersion } from './get-version.ts';
import { listProtocols } from './list-protocols.ts';
import { listVersions } from './list-versions.ts';
import { publishProtocol } from './publish-protocol.ts';
import { refuseVersionChange } from './refuse-version-change.ts';
import { retireProtocol } from './retire-protocol.ts';
import { saveDraft } from './save-draft.ts';

export function protocolsRoutes(api: Api, clock: Clock): void {
  api.route(listProtocolsRoute, (request) => listProtocols(request, clock));
  api.route(createProtocolRoute, (request) => createProtocol(request, clock));
  api.route(getProtocolRoute, (request) => getProtocol(request, clock));
  api.route(saveDraftRoute, (request) => saveDraft(request, clock));
  api.route(discardDraftRoute, (request) => discardDraft(request));
  api.route(publishProtocolRoute, (request) => publishProtocol(request, clock));
  api.route(retireProtocolRoute, (request) => retireProtocol(request, clock));
  api.route(copyProtocolRoute, (request) => copyProtocol(request, clock));
  api.route(listVersionsRoute, (request) => listVersions(request, clock));
  api.route(getVersionRoute, (request) => getVersion(request));
  api.route(changeVersionRoute, (request) => refuseVersionChange(request));
  api.route(getDifferencesRoute, (request) => getDifferences(request));
}
