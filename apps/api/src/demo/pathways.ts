import type { PregnancyStatus, RecordEntry } from '@healthprotocol/contracts';
import type { Sex } from './people.ts';

/**
 * What a pathway can tell of: `steady` — something is due on most days, so that falling off shows; `measured` — a value has a
 * target; `medicated` — something is taken that can have side effects; `short` — it is over within four months.
 */
export type Fit = 'steady' | 'measured' | 'medicated' | 'short';

/** What kind of client follows which protocols of the library, one after another. */
export type Pathway = {
  weight: number;
  /** Key in the library of what is followed now. */
  current: string;
  /** What was followed before, the latest first. */
  before: readonly string[];
  /** A second protocol at the same time. */
  alongside?: string;
  fit: readonly Fit[];
  ages: readonly [youngest: number, oldest: number];
  sex?: Sex;
  pregnancy?: PregnancyStatus;
  conditions: readonly RecordEntry[];
  medications: readonly RecordEntry[];
};

const icd10 = (label: string, code: string): RecordEntry => ({ label, code: { system: 'icd10', code } });
const atc = (label: string, code: string): RecordEntry => ({ label, code: { system: 'atc', code } });

export const heartAndMetabolism: readonly Pathway[] = [
  {
    weight: 6,
    current: 'dash-eating-plan',
    before: ['home-blood-pressure-7-day', 'stop-smoking-nicotine-patch'],
    fit: ['steady', 'measured', 'short'],
    ages: [38, 74],
    conditions: [icd10('High blood pressure', 'I10')],
    medications: [atc('Lisinopril 10 mg', 'C09AA03')],
  },
  {
    weight: 4,
    current: 'dash-eating-plan',
    before: ['home-blood-pressure-7-day', 'asthma-peak-flow-diary'],
    alongside: 'vitamin-d-repletion',
    fit: ['steady', 'measured', 'short'],
    ages: [45, 70],
    conditions: [icd10('High blood pressure', 'I10'), icd10('Vitamin D deficiency', 'E55.9')],
    medications: [atc('Amlodipine 5 mg', 'C08CA01')],
  },
  {
    weight: 6,
    current: 'diabetes-prevention-lifestyle',
    before: ['home-blood-pressure-7-day'],
    fit: ['steady', 'measured'],
    ages: [34, 68],
    conditions: [icd10('Prediabetes', 'R73.03'), icd10('Obesity', 'E66.9')],
    medications: [],
  },
  {
    weight: 5,
    current: 'heart-failure-self-monitoring',
    before: ['stop-smoking-nicotine-patch'],
    fit: ['steady', 'short'],
    ages: [58, 84],
    conditions: [icd10('Heart failure with reduced ejection fraction', 'I50.2')],
    medications: [atc('Bisoprolol 5 mg', 'C07AB07'), atc('Furosemide 40 mg', 'C03CA01')],
  },
  {
    weight: 4,
    current: 'stop-smoking-nicotine-patch',
    before: ['home-blood-pressure-7-day', 'asthma-peak-flow-diary'],
    fit: ['steady', 'medicated', 'short'],
    ages: [24, 62],
    conditions: [icd10('Tobacco dependence', 'F17.2'), icd10('Mild asthma', 'J45.2')],
    medications: [],
  },
  {
    weight: 3,
    current: 'gestational-glucose-monitoring',
    before: [],
    fit: ['steady', 'measured', 'short'],
    ages: [24, 41],
    sex: 'woman',
    pregnancy: 'pregnant',
    conditions: [icd10('Gestational diabetes', 'O24.4')],
    medications: [],
  },
  {
    weight: 2,
    current: 'vitamin-d-repletion',
    before: ['home-blood-pressure-7-day'],
    fit: [],
    ages: [30, 79],
    conditions: [icd10('Vitamin D deficiency', 'E55.9')],
    medications: [],
  },
];

export const movementAndRecovery: readonly Pathway[] = [
  {
    weight: 5,
    current: 'older-adults-physical-activity',
    before: ['knee-osteoarthritis-exercise'],
    fit: ['steady', 'measured', 'short'],
    ages: [66, 82],
    conditions: [icd10('Osteoarthritis of the knee', 'M17.1')],
    medications: [],
  },
  {
    weight: 4,
    current: 'knee-osteoarthritis-exercise',
    before: ['vitamin-d-repletion'],
    fit: ['short'],
    ages: [48, 75],
    conditions: [icd10('Osteoarthritis of the knee', 'M17.0')],
    medications: [],
  },
  {
    weight: 3,
    current: 'falls-prevention-otago',
    before: [],
    fit: [],
    ages: [71, 88],
    conditions: [icd10('Repeated falls', 'R29.6'), icd10('Osteoporosis', 'M81.0')],
    medications: [atc('Alendronic acid 70 mg weekly', 'M05BA04')],
  },
  {
    weight: 5,
    current: 'insomnia-cbt-i',
    before: ['migraine-diary'],
    fit: ['steady', 'short'],
    ages: [26, 64],
    conditions: [icd10('Chronic insomnia', 'F51.0')],
    medications: [],
  },
  {
    weight: 3,
    current: 'couch-to-5k',
    before: ['insomnia-cbt-i'],
    fit: ['short'],
    ages: [22, 52],
    conditions: [],
    medications: [],
  },
  {
    weight: 4,
    current: 'pelvic-floor-muscle-training',
    before: [],
    fit: ['steady', 'short'],
    ages: [29, 66],
    sex: 'woman',
    conditions: [icd10('Stress incontinence', 'N39.3')],
    medications: [],
  },
  {
    weight: 3,
    current: 'postpartum-iron',
    before: [],
    alongside: 'pelvic-floor-muscle-training',
    fit: ['steady', 'medicated', 'short'],
    ages: [23, 40],
    sex: 'woman',
    pregnancy: 'breastfeeding',
    conditions: [icd10('Anaemia after birth', 'O90.8')],
    medications: [],
  },
  {
    weight: 4,
    current: 'low-fodmap-three-phases',
    before: [],
    fit: ['steady', 'short'],
    ages: [21, 58],
    conditions: [icd10('Irritable bowel syndrome', 'K58.9')],
    medications: [],
  },
  {
    weight: 3,
    current: 'behavioural-activation-depression',
    before: ['insomnia-cbt-i'],
    fit: ['steady', 'short'],
    ages: [20, 61],
    conditions: [icd10('Moderate depression', 'F32.1')],
    medications: [atc('Sertraline 50 mg', 'N06AB06')],
  },
];

/** Some of this stands in the record of some clients; several match a contraindication of one of the protocols. */
export const alsoRecorded = {
  conditions: [
    icd10('Chronic kidney disease, stage 3', 'N18.3'),
    icd10('Type 2 diabetes', 'E11.9'),
    icd10('Atrial fibrillation', 'I48.9'),
    icd10('Asthma', 'J45.9'),
    icd10('Migraine without aura', 'G43.0'),
    icd10('Coeliac disease', 'K90.0'),
    icd10('Gout', 'M10.9'),
    { label: 'Works night shifts' },
    { label: 'Kidney stones, years ago' },
  ],
  medications: [
    atc('Levothyroxine 50 µg', 'H03AA01'),
    atc('Omeprazole 20 mg', 'A02BC01'),
    atc('Metformin 500 mg', 'A10BA02'),
    atc('Warfarin', 'B01AA03'),
    { label: 'Ibuprofen when needed' },
    { label: 'Zopiclone 3.75 mg at night' },
    { label: 'Oral contraceptive' },
  ],
  allergies: [
    { label: 'Penicillin' },
    { label: 'Peanuts' },
    { label: 'Adhesive tape' },
    { label: "Cow's milk protein" },
    { label: 'Grass pollen' },
    { label: 'Latex' },
  ],
} satisfies Record<string, readonly RecordEntry[]>;
