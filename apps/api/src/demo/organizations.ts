import type { Role } from '@healthprotocol/contracts';
import { heartAndMetabolism, movementAndRecovery, type Pathway } from './pathways.ts';
import type { Region } from './people.ts';

export type DemoStaff = { name: string; email: string; role: Exclude<Role, 'client'> };

/** What is changed in a protocol of the library, and how far the change has come. */
type OwnProtocols = {
  /** Its second version was published three weeks ago; most clients who follow it still follow the first. */
  revised: string;
  /** Nobody new may get it. */
  retired: string;
  /** A next version has been begun. */
  inRevision: string;
};

export type DemoOrganization = {
  /** Fixed, so that a later start knows its own work again. */
  id: string;
  key: 'heart' | 'movement';
  name: string;
  timeZone: string;
  staff: readonly DemoStaff[];
  clients: number;
  pathways: readonly Pathway[];
  regions: readonly Region[];
  protocols: OwnProtocols;
};

export const DEMO_ORGANIZATIONS: readonly DemoOrganization[] = [
  {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    key: 'heart',
    name: 'Alameda Heart and Metabolic Clinic',
    timeZone: 'Europe/Madrid',
    staff: [
      { name: 'Dr Mercedes Olavarría', email: 'owner@alameda.example', role: 'owner' },
      { name: 'Víctor Salinas', email: 'admin@alameda.example', role: 'admin' },
      { name: 'Dr Teresa Quiroga', email: 'teresa.quiroga@alameda.example', role: 'practitioner' },
      { name: 'Oliver Brandt', email: 'oliver.brandt@alameda.example', role: 'practitioner' },
      { name: 'Dr Nadia Lahlou', email: 'nadia.lahlou@alameda.example', role: 'practitioner' },
    ],
    clients: 120,
    pathways: heartAndMetabolism,
    regions: [
      { timeZone: 'Europe/Madrid', origins: ['spanish', 'arabic'], units: 'metric', weight: 10 },
      { timeZone: 'Europe/Berlin', origins: ['german', 'polish'], units: 'metric', weight: 4 },
      { timeZone: 'Europe/London', origins: ['english', 'indian', 'nigerian'], units: 'metric', weight: 4 },
      { timeZone: 'Europe/Lisbon', origins: ['portuguese'], units: 'metric', weight: 3 },
      { timeZone: 'Africa/Casablanca', origins: ['arabic'], units: 'metric', weight: 3 },
      { timeZone: 'America/Mexico_City', origins: ['mexican'], units: 'metric', weight: 3 },
      { timeZone: 'America/New_York', origins: ['english', 'nigerian'], units: 'imperial', weight: 2 },
      { timeZone: 'Asia/Dubai', origins: ['arabic', 'indian'], units: 'metric', weight: 1 },
    ],
    protocols: {
      revised: 'dash-eating-plan',
      retired: 'asthma-peak-flow-diary',
      inRevision: 'home-blood-pressure-7-day',
    },
  },
  {
    id: '01890a5d-ac97-7a1e-8f53-9c6d1e4b7f20',
    key: 'movement',
    name: 'Fernhill Movement and Recovery',
    timeZone: 'America/Los_Angeles',
    staff: [
      { name: 'Rosalind Achterberg', email: 'owner@fernhill.example', role: 'owner' },
      { name: 'Naomi Castellano', email: 'naomi.castellano@fernhill.example', role: 'practitioner' },
      { name: 'Hiroshi Tanabe', email: 'hiroshi.tanabe@fernhill.example', role: 'practitioner' },
    ],
    clients: 80,
    pathways: movementAndRecovery,
    regions: [
      { timeZone: 'America/Los_Angeles', origins: ['english', 'mexican'], units: 'imperial', weight: 9 },
      { timeZone: 'America/Chicago', origins: ['english', 'polish'], units: 'imperial', weight: 4 },
      { timeZone: 'Pacific/Honolulu', origins: ['english', 'japanese'], units: 'imperial', weight: 2 },
      { timeZone: 'Asia/Tokyo', origins: ['japanese'], units: 'metric', weight: 3 },
      { timeZone: 'Asia/Ho_Chi_Minh', origins: ['vietnamese'], units: 'metric', weight: 2 },
      { timeZone: 'Asia/Kolkata', origins: ['indian'], units: 'metric', weight: 2 },
      { timeZone: 'Australia/Sydney', origins: ['english', 'vietnamese'], units: 'metric', weight: 3 },
      { timeZone: 'Pacific/Auckland', origins: ['english'], units: 'metric', weight: 1 },
    ],
    protocols: {
      revised: 'insomnia-cbt-i',
      retired: 'migraine-diary',
      inRevision: 'couch-to-5k',
    },
  },
];
