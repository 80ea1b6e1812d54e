import type { Layer } from '../../../extension/overlay/layer.ts';

/** A layer whose root stands open in the test's page. */
export const layerOn = (root: HTMLElement): Layer => ({
  host: root,
  root,
  wear: () => undefined,
  keep: () => undefined,
  remove: () => root.remove(),
});
