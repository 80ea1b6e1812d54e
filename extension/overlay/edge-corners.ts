import { rectOf } from '../crm/one-look.ts';
import { boxOf, isCovered } from './box.ts';
import type { Corner } from './clear-place.ts';
import type { Covers } from './covers.ts';

const CHIP_HEIGHT = 24;
const CHIP_MARGIN = 8;

/** Astride the grid's top edge, else above it, else astride its bottom edge; none while a dialog lies over it. */
export function edgeCorners(
  root: HTMLElement,
  ours: Element,
  covers: Pick<Covers, 'isCovered'> = { isCovered },
): Corner[] {
  if (!root.isConnected) return [];
  const box = boxOf(rectOf(root));
  const corner = { ...box, left: box.right - 40, bottom: box.top + 40 };
  if (covers.isCovered(root, corner, ours)) return [];
  const right = Math.min(box.right, innerWidth) - CHIP_MARGIN;
  const bottom = Math.min(box.bottom, innerHeight - CHIP_HEIGHT);
  const astride = box.top - CHIP_HEIGHT / 2;
  const tops = [astride, box.top - CHIP_HEIGHT, bottom - CHIP_HEIGHT / 2, astride];
  return tops.map((top) => ({ right, top }));
}
