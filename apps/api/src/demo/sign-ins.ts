import type { DemoSignIn } from '../serve.ts';
import { DEMO_ORGANIZATIONS } from './organizations.ts';

/** One password for everybody in the demo organizations. */
export const DEMO_PASSWORD = 'demo-practice-2026';

/** The sign-ins worth printing: who runs a practice, who treats, and two who are treated by them. */
export const DEMO_SIGN_INS: readonly DemoSignIn[] = [
  ...DEMO_ORGANIZATIONS.slice(0, 1).map(({ staff, name }) => ({
    role: `owner, ${name}`,
    email: staff.find(({ role }) => role === 'owner')!.email,
  })),
  ...DEMO_ORGANIZATIONS.map(({ staff, name }) => ({
    role: `practitioner, ${name}`,
    email: staff.find(({ role }) => role === 'practitioner')!.email,
  })),
  { role: 'client in Madrid', email: 'lucia.herrero@mail.example' },
  { role: 'client in Los Angeles', email: 'marcus.ellery@mail.example' },
].map((signIn) => ({ ...signIn, password: DEMO_PASSWORD }));
