import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { useEffect, useMemo, useState } from 'react';
import type { ContentIssue } from '../validate-content.ts';

type Validate = (content: ProtocolContent) => ContentIssue[];

/** Everything the contract has against the content; undefined until the validator is there. */
export function useValidation(content: ProtocolContent): ContentIssue[] | undefined {
  const [validate, setValidate] = useState<Validate>();
  useEffect(() => {
    let isGone = false;
    void import('../validate-content.ts').then((module) => {
      if (!isGone) setValidate(() => module.validateContent);
    });
    return () => {
      isGone = true;
    };
  }, []);
  return useMemo(() => validate?.(content), [validate, content]);
}
