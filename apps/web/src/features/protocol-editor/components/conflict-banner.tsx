import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { protocolDifferences } from '@healthprotocol/domain/version-differences';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { DifferenceList } from '../../../shared/ui/difference-list.tsx';
import type { Theirs } from '../editor-state.ts';

interface ConflictBannerProps {
  mine: ProtocolContent;
  theirs: Theirs;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Somebody else saved this draft meanwhile. Nothing is lost: one compares, and then says which text goes on. */
export function ConflictBanner({ mine, theirs, onKeepMine, onTakeTheirs }: ConflictBannerProps) {
  const [isComparing, setComparing] = useState(false);
  const choices = (
    <>
      <Button size="sm" onClick={onTakeTheirs}>
        <Trans>Take theirs</Trans>
      </Button>
      <Button size="sm" variant="primary" onClick={onKeepMine}>
        <Trans>Keep mine</Trans>
      </Button>
    </>
  );
  return (
    <>
      <Banner
        tone="attention"
        announce
        title={<Trans>{theirs.savedBy} changed this draft while you were writing</Trans>}
        action={
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => setComparing(true)}>
              <Trans>Compare</Trans>
            </Button>
            {choices}
          </div>
        }
      >
        <Trans>
          Your text is still here and is not saved until you choose. Undo brings yours back after taking
          theirs.
        </Trans>
      </Banner>
      <Dialog
        open={isComparing}
        onOpenChange={setComparing}
        size="lg"
        title={<Trans>Theirs and yours</Trans>}
        description={<Trans>“Before” is what they saved, “now” is what you wrote.</Trans>}
        footer={choices}
      >
        {isComparing && <Comparison mine={mine} theirs={theirs.content} />}
      </Dialog>
    </>
  );
}

function Comparison({ mine, theirs }: { mine: ProtocolContent; theirs: ProtocolContent }) {
  const locale = useLocale();
  const differences = protocolDifferences(theirs, mine);
  if (differences.length === 0) {
    return (
      <p>
        <Trans>Nothing differs.</Trans>
      </p>
    );
  }
  return (
    <DifferenceList
      differences={differences}
      locale={locale}
      phaseTitles={Object.fromEntries([...theirs.phases, ...mine.phases].map(({ id, title }) => [id, title]))}
    />
  );
}
