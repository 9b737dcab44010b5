import type { SafetyCheckForClient, SafetyChecks } from '@healthprotocol/contracts';

/** Puts the rules of a safety check in the place of the references to them. */
export function nameRules({ rules, items }: SafetyChecks): SafetyCheckForClient[] {
  return items.map(({ safety, ...item }) => ({
    ...item,
    safety: {
      ...safety,
      findings: safety.findings.map(({ rule, matched }) => ({ ...rules[rule]!, matched })),
    },
  }));
}
