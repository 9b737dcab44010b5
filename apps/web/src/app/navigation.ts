import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { CalendarCheck, ClipboardList, ListChecks, Settings, User, Users } from 'lucide-react';
import type { ComponentType, SVGProps } from 'react';

export interface NavigationItem {
  to: string;
  label: MessageDescriptor;
  icon: ComponentType<SVGProps<SVGSVGElement>>;
}

/** The first level of the practitioner's screens, in the order of the rail. */
export const practitionerNavigation: readonly NavigationItem[] = [
  { to: '/today', label: msg`Today`, icon: CalendarCheck },
  { to: '/clients', label: msg`Clients`, icon: Users },
  { to: '/protocols', label: msg`Protocols`, icon: ClipboardList },
  { to: '/settings', label: msg`Settings`, icon: Settings },
];

/** The client's tabs. */
export const clientNavigation: readonly NavigationItem[] = [
  { to: '/me/today', label: msg`Today`, icon: ListChecks },
  { to: '/me/plan', label: msg`Plan`, icon: ClipboardList },
  { to: '/me/profile', label: msg`Profile`, icon: User },
];
