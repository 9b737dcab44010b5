import {
  archiveClientRoute,
  changeCareTeamRoute,
  changeClientRoute,
  changeOwnSettingsRoute,
  createClientRoute,
  getClientRoute,
  getOwnClientRoute,
  inviteClientRoute,
  restoreClientRoute,
} from '@healthprotocol/contracts';
import type { Api } from '../../platform/http/api.ts';
import { archiveClient } from './archive-client.ts';
import { changeCareTeam } from './change-care-team.ts';
import { changeClient } from './change-client.ts';
import { changeOwnSettings } from './change-own-settings.ts';
import type { ClientsDeps } from './clients-deps.ts';
import { createClient } from './create-client.ts';
import { getClient } from './get-client.ts';
import { getOwnClient } from './get-own-client.ts';
import { inviteClient } from './invite-client.ts';
import { restoreClient } from './restore-client.ts';

export function clientsRoutes(api: Api, deps: ClientsDeps): void {
  const { clock } = deps;
  api.route(createClientRoute, (request) => createClient(request, clock));
  api.route(getClientRoute, (request) => getClient(request, clock));
  api.route(changeClientRoute, (request) => changeClient(request, clock));
  api.route(archiveClientRoute, (request) => archiveClient(request, deps));
  api.route(restoreClientRoute, (request) => restoreClient(request, deps));
  api.route(inviteClientRoute, (request) => inviteClient(request, deps));
  api.route(changeCareTeamRoute, (request) => changeCareTeam(request, clock));
  api.route(getOwnClientRoute, (request) => getOwnClient(request, clock));
  api.route(changeOwnSettingsRoute, (request) => changeOwnSettings(request, clock));
}
