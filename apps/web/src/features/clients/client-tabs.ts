import { type ClientPeriod, periods } from './client-periods.ts';

export const clientTabs = ['overview', 'check-ins', 'record'] as const;
export type ClientTab = (typeof clientTabs)[number];

/** What of a client is shown; kept in the address, so that it can be linked and gone back to. */
export interface ClientView {
  tab: ClientTab;
  period: ClientPeriod;
}

/** Reads the view from the address; whatever is not one of the choices gives way to the first one. */
export function readClientView(search: { tab?: unknown; period?: unknown }): ClientView {
  return {
    tab: clientTabs.find((tab) => tab === search.tab) ?? 'overview',
    period: periods.find((period) => period === search.period) ?? 'days30',
  };
}
