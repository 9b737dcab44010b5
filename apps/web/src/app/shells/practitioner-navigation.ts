import { msg } from '@lingui/core/macro';
import { CalendarCheck, ClipboardList, Settings, Users } from 'lucide-react';
import type { NavigationItem } from './navigation-item.ts';

/** The first level of the practitioner's screens, in the order of the rail. */
export const practitionerNavigation: readonly NavigationItem[] = [
  { to: '/today', label: msg`Today`, icon: CalendarCheck },
  { to: '/clients', label: msg`Clients`, icon: Users },
  { to: '/protocols', label: msg`Protocols`, icon: ClipboardList },
  { to: '/settings', label: msg`Settings`, icon: Settings },
];
