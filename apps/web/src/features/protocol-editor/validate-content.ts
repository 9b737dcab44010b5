import { ProtocolContent } from '@healthprotocol/contracts/protocol-content';

/** One thing that keeps a draft from being saved: where, and what kind of thing, with the bounds it names. */
export interface ContentIssue {
  path: string;
  code: string;
  /** The contract's own English sentence, where no other words are known. */
  message: string;
  bound?: number;
}

/** Checks a draft by the contract. In a chunk of its own, because the contract brings its whole validator with it. */
export function validateContent(content: ProtocolContent): ContentIssue[] {
  const result = ProtocolContent.safeParse(content);
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const custom = issue.code === 'custom' ? (issue.params?.code as string | undefined) : undefined;
    const bound =
      issue.code === 'too_small' ? issue.minimum : issue.code === 'too_big' ? issue.maximum : undefined;
    const kind =
      issue.code === 'too_small' || issue.code === 'too_big' ? `${issue.code}_${issue.origin}` : issue.code;
    return {
      path: issue.path.join('.'),
      code: custom ?? kind,
      message: issue.message,
      ...(bound !== undefined && { bound: Number(bound) }),
    };
  });
}
