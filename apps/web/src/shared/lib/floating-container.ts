/**
 * Where a list that floats over the page is put: into its dialog, so that the dialog's modality includes it, or into
 * the main landmark, so that assistive technology finds it where its control is.
 */
export function floatingContainer(control: Element | null): HTMLElement | undefined {
  return control?.closest<HTMLElement>('[role="dialog"]') ?? document.querySelector('main') ?? undefined;
}
