import { msg } from '@lingui/core/macro';
import { CalendarDays, ListChecks, User } from 'lucide-react';
import type { NavigationItem } from './navigation-item.ts';

/** The client's tabs. */
export const clientNavigation: readonly NavigationItem[] = [
  { to: '/me/today', label: msg`Today`, icon: ListChecks },
  { to: '/me/plan', label: msg`Plan`, icon: CalendarDays },
  { to: '/me/profile', label: msg`Profile`, icon: User },
];
