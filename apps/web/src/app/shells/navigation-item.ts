import type { MessageDescriptor } from '@lingui/core';
import type { ComponentType, SVGProps } from 'react';

/** One entry of a shell's first-level navigation. */
export interface NavigationItem {
  to: string;
  label: MessageDescriptor;
  icon: ComponentType<SVGProps<SVGSVGElement>>;
}
