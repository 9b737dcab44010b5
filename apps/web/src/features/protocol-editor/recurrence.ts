import type { Recurrence } from '@healthprotocol/contracts/schedule';

/** A recurrence of a type to start from. */
export function recurrenceOf(type: Recurrence['type'], firstDay: number): Recurrence {
  switch (type) {
    case 'daily':
      return { type };
    case 'every_n_days':
      return { type, everyDays: 2 };
    case 'weekdays':
      return { type, weekdays: ['mon', 'wed', 'fri'] };
    case 'protocol_days':
      return { type, days: [firstDay] };
    case 'as_needed':
      return { type, maxPerDay: 4 };
  }
}
