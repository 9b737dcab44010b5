import { i18n } from '@lingui/core';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// Vitest keeps the messages beside the code, so an empty catalogue shows the source language.
i18n.loadAndActivate({ locale: 'en', locales: 'en-GB', messages: {} });

// What Radix and the virtualizer ask of a browser and jsdom has not.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.hasPointerCapture ??= () => false;
window.scrollTo = () => {};

afterEach(cleanup);
