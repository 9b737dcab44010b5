import { ScreenHeader } from '../../shared/ui/screen-header.tsx';
import { ActionsSection } from './actions-section.tsx';
import { DataSection } from './data-section.tsx';
import { FormsSection } from './forms-section.tsx';
import { ShellsSection } from './shells-section.tsx';
import { StatesSection } from './states-section.tsx';
import { TableSection } from './table-section.tsx';
import { TextSection } from './text-section.tsx';
import { ThemeChoice } from './theme-choice.tsx';
import { TypeSection } from './type-section.tsx';

/** Every shared piece in each of its states; the visual tests look at this page. */
export function Gallery() {
  return (
    <main id="main" className="mx-auto max-w-6xl px-4 py-6 md:px-8 md:py-10">
      <ScreenHeader
        title="Gallery"
        description="Every shared piece in each of its states."
        actions={<ThemeChoice />}
      />
      <TypeSection />
      <ActionsSection />
      <FormsSection />
      <StatesSection />
      <DataSection />
      <TextSection />
      <ShellsSection />
      <TableSection />
    </main>
  );
}
