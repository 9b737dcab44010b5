import type { ProtocolCategory } from '@healthprotocol/contracts/protocol-content';
import type { ProtocolStatus } from '@healthprotocol/contracts/protocols';
import type { LibraryFilter } from '../../features/protocols/api/get-protocols.ts';
import type { ProtocolView } from '../../features/protocols/components/protocol-page.tsx';

type Search = Record<string, unknown>;

/** Search of the library's address; what is not known there is left to the service, which refuses it. */
export function librarySearch(search: Search): LibraryFilter & { assignTo?: string } {
  const { search: words, category, status, assignTo } = search;
  return {
    ...(typeof words === 'string' && { search: words }),
    ...(typeof category === 'string' && { category: category as ProtocolCategory }),
    ...(typeof status === 'string' && { status: status as ProtocolStatus }),
    ...(typeof assignTo === 'string' && { assignTo }),
  };
}

export interface ProtocolSearch {
  tab?: 'versions';
  version?: number | 'draft';
  from?: number;
  to?: number;
}

/** Search of a protocol's address. */
export function protocolSearch({ tab, version, from, to }: Search): ProtocolSearch {
  return {
    ...(tab === 'versions' && { tab }),
    ...((typeof version === 'number' || version === 'draft') && { version }),
    ...(typeof from === 'number' && { from }),
    ...(typeof to === 'number' && { to }),
  };
}

export function protocolViewOf({ tab, version, from, to }: ProtocolSearch): ProtocolView {
  return {
    tab: tab ?? 'protocol',
    shown: version,
    comparison: from === undefined ? undefined : { from, to },
  };
}

export function protocolSearchOf({ tab, shown, comparison }: ProtocolView): ProtocolSearch {
  return {
    ...(tab === 'versions' && { tab }),
    ...(shown !== undefined && tab === 'protocol' && { version: shown }),
    ...(comparison && tab === 'versions' && { from: comparison.from }),
    ...(comparison?.to !== undefined && tab === 'versions' && { to: comparison.to }),
  };
}

/** Search of the address where a protocol is assigned. */
export function assignSearch({ clientId, step }: Search): { clientId?: string; step?: 1 | 2 | 3 } {
  return {
    ...(typeof clientId === 'string' && { clientId }),
    ...((step === 1 || step === 2 || step === 3) && { step }),
  };
}
