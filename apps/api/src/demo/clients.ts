import type { LocalDate, PregnancyStatus, RecordEntry } from '@healthprotocol/contracts';
import { addDays, localNow } from '@healthprotocol/domain';
import { newId } from '../platform/ids.ts';
import type { DemoOrganization } from './organizations.ts';
import { alsoRecorded, type Pathway } from './pathways.ts';
import { newName, type Region, type Sex } from './people.ts';
import { type Random, randomOf } from './random.ts';
import { NEEDED, STORIES, type Story } from './stories.ts';

export type DemoLogin = 'active' | 'none' | 'invited' | 'invitation_expired';

export type DemoClient = {
  id: string;
  /** Same for the same seed; what the client's random streams are named by. */
  key: string;
  name: string;
  email: string | null;
  login: DemoLogin;
  /** Who signs in as this client; null without a login. */
  memberId: string | null;
  /** Positions among the organization's practitioners. */
  careTeam: readonly number[];
  birthDate: LocalDate | null;
  pregnancyStatus: PregnancyStatus;
  conditions: RecordEntry[];
  medications: RecordEntry[];
  allergies: RecordEntry[];
  timeZone: string;
  dayStartHour: number;
  units: 'metric' | 'imperial';
  /** The client's date when the data is made. */
  today: LocalDate;
  pathway: Pathway;
  story: Story;
  /** Its sign-in is printed, so today is left for whoever tries it. */
  shown: boolean;
};

type Fixed = {
  name: string;
  timeZone: string;
  email?: string;
  sex: Sex;
  pathway?: number;
  alongside?: string;
  condition?: RecordEntry;
  allergy?: RecordEntry;
};

/** Clients who must be there: those whose sign-ins are printed, names that screens find hard, records that block a protocol. */
const FIXED: Record<DemoOrganization['key'], Record<number, Fixed>> = {
  heart: {
    0: {
      name: 'Lucía Herrero Vidal',
      timeZone: 'Europe/Madrid',
      email: 'lucia.herrero@mail.example',
      sex: 'woman',
      pathway: 0,
      alongside: 'vitamin-d-repletion',
    },
    3: { name: 'ليلى عبد الرحمن الحسيني', timeZone: 'Asia/Dubai', sex: 'woman' },
    6: {
      name: 'Maximiliane Charlotte von Rautenberg-Klosterneuburger',
      timeZone: 'Europe/Berlin',
      sex: 'woman',
    },
    9: {
      name: 'Gonzalo Cifuentes',
      timeZone: 'Europe/Madrid',
      sex: 'man',
      pathway: 2,
      condition: { label: 'Type 2 diabetes (suspected)' },
    },
  },
  movement: {
    0: {
      name: 'Marcus Ellery',
      timeZone: 'America/Los_Angeles',
      email: 'marcus.ellery@mail.example',
      sex: 'man',
      pathway: 3,
    },
    2: { name: '高橋 美咲', timeZone: 'Asia/Tokyo', sex: 'woman' },
    4: { name: 'דוד בן־שמעון', timeZone: 'America/Los_Angeles', sex: 'man' },
    6: {
      name: 'Tamsin Harlow',
      timeZone: 'America/Chicago',
      sex: 'woman',
      pathway: 7,
      allergy: { label: "Cow's milk protein" },
    },
  },
};

/** Positions among the clients of one practitioner who do not sign in. */
const LOGIN_AT: Record<number, DemoLogin> = {
  8: 'none',
  9: 'none',
  31: 'invited',
  32: 'invitation_expired',
  39: 'invited',
};

/** Makes up the clients of an organization with their records; the same seed and date make the same. */
export function makeClients(seed: number, organization: DemoOrganization, now: Date): DemoClient[] {
  const practitioners = organization.staff.filter(({ role }) => role === 'practitioner').length;
  const taken = new Set(Object.values(FIXED[organization.key]).map(({ name }) => name));
  return Array.from({ length: organization.clients }, (_, index) => {
    const key = `${organization.key}-${index + 1}`;
    const random = randomOf(seed, key);
    const position = Math.floor(index / practitioners);
    const story = STORIES[position % STORIES.length]!;
    const own = index % practitioners;
    const shared = index > 0 && random.chance(0.15);
    const person = makePerson(random, organization, index, story, taken);
    const dayStartHour = random.chance(0.06) && index > 0 ? random.int(4, 5) : 0;
    const { today } = localNow(now, person.region.timeZone, dayStartHour);
    const login = LOGIN_AT[position] ?? 'active';
    return {
      id: newId(),
      key,
      name: person.name,
      email: person.fixed?.email ?? (login === 'none' ? null : `${key}@mail.example`),
      login,
      memberId: login === 'active' ? newId() : null,
      careTeam: shared ? [own, (own + 1) % practitioners] : [own],
      ...makeRecord(random, person, today, dayStartHour),
      timeZone: person.region.timeZone,
      dayStartHour,
      units: person.region.units,
      today,
      pathway: person.pathway,
      story,
      shown: index === 0,
    };
  });
}

type Person = { name: string; sex: Sex; region: Region; pathway: Pathway; fixed: Fixed | undefined };

function makePerson(
  random: Random,
  { key, regions, pathways }: DemoOrganization,
  index: number,
  story: Story,
  taken: Set<string>,
): Person {
  const fixed: Fixed | undefined = FIXED[key][index];
  const needed = NEEDED[story];
  const chosen =
    fixed?.pathway === undefined
      ? random.weighted(
          pathways.filter(({ fit, sex }) => (!needed || fit.includes(needed)) && (!fixed || sex !== 'woman')),
        )
      : pathways[fixed.pathway]!;
  const pathway = fixed?.alongside ? { ...chosen, alongside: fixed.alongside } : chosen;
  const region = fixed
    ? regions.find(({ timeZone }) => timeZone === fixed.timeZone)!
    : random.weighted(regions);
  const sex = fixed?.sex ?? pathway.sex ?? random.pick(['woman', 'man'] as const);
  return {
    name: fixed?.name ?? newName(random, region, sex, taken),
    sex,
    region,
    pathway,
    fixed,
  };
}

function makeRecord(random: Random, { pathway, sex, fixed }: Person, today: LocalDate, dayStartHour: number) {
  const age = random.int(...pathway.ages);
  const more = (list: readonly RecordEntry[], share: number) =>
    random.chance(share) ? [random.pick(list)] : [];
  return {
    birthDate: random.chance(0.06) ? null : addDays(today, -Math.floor(age * 365.25) - random.int(1, 360)),
    pregnancyStatus: pathway.pregnancy ?? pregnancyOf(random, sex, age),
    conditions: [
      ...pathway.conditions,
      ...(dayStartHour > 0 ? [{ label: 'Works night shifts' }] : []),
      ...(fixed?.condition ? [fixed.condition] : more(alsoRecorded.conditions, 0.2)),
    ],
    medications: [...pathway.medications, ...more(alsoRecorded.medications, 0.25)],
    allergies: fixed?.allergy ? [fixed.allergy] : more(alsoRecorded.allergies, 0.35),
  };
}

function pregnancyOf(random: Random, sex: Sex, age: number): PregnancyStatus {
  return sex === 'woman' && age < 50 && random.chance(0.7) ? 'not_pregnant' : 'not_recorded';
}
