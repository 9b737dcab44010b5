import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { t } from '@lingui/core/macro';
import { issueWords } from '../issue-words.ts';
import type { ContentIssue } from '../validate-content.ts';

interface IssueListProps {
  issues: readonly ContentIssue[];
  content: ProtocolContent;
  onShow: (path: string) => void;
}

/** All that is wrong, each leading to its place. */
export function IssueList({ issues, content, onShow }: IssueListProps) {
  return (
    <ul className="mt-1 flex flex-col">
      {issues.map((issue) => (
        <li key={issue.path + issue.code}>
          <button
            type="button"
            onClick={() => onShow(issue.path)}
            className="min-h-8 text-start underline underline-offset-2 touch:min-h-11"
          >
            {placeName(issue.path, content)}: {issueWords(issue)}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The part of the protocol that a path lies in, by its title. */
function placeName(path: string, content: ProtocolContent): string {
  const [field, index] = path.split('.');
  const at = Number(index);
  switch (field) {
    case 'activities':
      return content.activities[at]?.title.trim() || t`Activity ${at + 1}`;
    case 'phases':
      return content.phases[at]?.title.trim() || t`Phase ${at + 1}`;
    case 'goals':
      return t`Goal ${at + 1}`;
    case 'contraindications':
      return t`Contraindication ${at + 1}`;
    case 'evidence':
      return t`Source ${at + 1}`;
    case 'content':
      return t`Text for clients`;
    default:
      return t`About`;
  }
}
