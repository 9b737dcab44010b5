import { ScreenHeader } from '../../shared/ui/screen-header.tsx';
import { ActionsSection } from './actions-section.tsx';

/** Every shared piece in each of its states; the visual tests look at this page. */
export function Gallery() {
  return (
    <main id="main" className="mx-auto max-w-6xl px-4 py-6 md:px-8 md:py-10">
      <ScreenHeader title="Gallery" description="Every shared piece in each of its states." />
      <ActionsSection />
    </main>
  );
}
