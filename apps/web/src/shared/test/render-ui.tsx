import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';

/** Draws a component with the catalogue around it, and gives a person's hands. For tests only. */
export function renderUi(element: ReactNode) {
  const user = userEvent.setup();
  const wrap = (content: ReactNode) => <I18nProvider i18n={i18n}>{content}</I18nProvider>;
  const { rerender, ...rest } = render(wrap(element));
  return { user, ...rest, rerender: (next: ReactNode) => rerender(wrap(next)) };
}
