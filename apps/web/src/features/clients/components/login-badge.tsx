import type { Client } from '@healthprotocol/contracts/clients';
import { useLingui } from '@lingui/react';
import { CircleCheck, Mail, UserRound } from 'lucide-react';
import { Badge } from '../../../shared/ui/badge.tsx';
import { loginWords } from '../login-words.ts';

const looks = {
  none: { tone: 'neutral', Icon: UserRound },
  invited: { tone: 'accent', Icon: Mail },
  active: { tone: 'done', Icon: CircleCheck },
} as const;

export function LoginBadge({ login }: { login: Client['login'] }) {
  const { i18n } = useLingui();
  const { tone, Icon } = looks[login];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {i18n._(loginWords[login])}
    </Badge>
  );
}
