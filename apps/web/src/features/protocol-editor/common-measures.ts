import type { Measure, Questionnaire } from '@healthprotocol/contracts/protocol-content';

/** Measures that protocols often ask for, with LOINC codes, UCUM units and what can be true. Their names are part of the protocol. */
export const commonMeasures: readonly Measure[] = [
  measure('8480-6', 'Systolic blood pressure', 'mm[Hg]', 0, 60, 280),
  measure('8462-4', 'Diastolic blood pressure', 'mm[Hg]', 0, 30, 180),
  measure('8867-4', 'Heart rate', '/min', 0, 25, 240),
  measure('29463-7', 'Body weight', 'kg', 1, 30, 350),
  measure('8280-0', 'Waist circumference', 'cm', 0, 40, 250),
  measure('8310-5', 'Body temperature', 'Cel', 1, 30, 43),
  measure('59408-5', 'Oxygen saturation by pulse oximetry', '%', 0, 50, 100),
  measure('14743-9', 'Glucose in capillary blood by glucometer', 'mmol/L', 1, 1, 33.3),
  measure('41653-7', 'Glucose in capillary blood by glucometer', 'mg/dL', 0, 18, 600),
  measure('19935-6', 'Peak expiratory flow by peak flow meter', 'L/min', 0, 50, 900),
  measure('93832-4', 'Sleep duration', 'h', 1, 0, 18),
  measure('55411-3', 'Exercise duration', 'min', 0, 0, 2400),
  measure('55423-8', 'Number of steps', '{steps}', 0, 0, 100_000),
  measure('72514-3', 'Pain severity, 0–10 numeric rating', '{score}', 0, 0, 10),
  measure('64218-1', 'Cigarettes smoked per day now', '{cigarettes}/d', 0, 0, 120),
  measure('718-7', 'Haemoglobin in blood', 'g/L', 0, 30, 220),
  measure('2276-4', 'Ferritin in serum or plasma', 'ug/L', 0, 1, 5000),
];

function measure(
  loinc: string,
  display: string,
  unit: string,
  precision: number,
  plausibleLow: number,
  plausibleHigh: number,
): Measure {
  return { loinc, display, unit, precision, plausibleLow, plausibleHigh };
}

/** Scored instruments that protocols often use. */
export const commonQuestionnaires: readonly Questionnaire[] = [
  {
    name: 'Patient Health Questionnaire-9 (PHQ-9)',
    loinc: '44249-1',
    minScore: 0,
    maxScore: 27,
    source: 'https://www.phqscreeners.com',
  },
  {
    name: 'Generalized Anxiety Disorder-7 (GAD-7)',
    loinc: '69737-5',
    minScore: 0,
    maxScore: 21,
    source: 'https://www.phqscreeners.com',
  },
  { name: 'Insomnia Severity Index (ISI)', minScore: 0, maxScore: 28 },
  { name: 'Asthma Control Test (ACT)', minScore: 5, maxScore: 25 },
  { name: 'Headache Impact Test (HIT-6)', minScore: 36, maxScore: 78 },
  { name: 'IBS Symptom Severity Score (IBS-SSS)', minScore: 0, maxScore: 500 },
];
