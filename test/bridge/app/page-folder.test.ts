import { describe, expect, it } from 'vitest';
// @ts-expect-error: the page is plain JavaScript, read by the browser as it stands
import * as fromFolder from '../../../bridge/app/page/extension-folder.js';

const extensionFolder = fromFolder.extensionFolder as (fragment: string) => string | null;

describe('The folder in the address of the page', () => {
  it('is decoded once, whatever its name', () => {
    expect(extensionFolder('#extension=%2Fhome%2Fann%2Fc%2B%2B%20%2520%26%2Fdist')).toBe('/home/ann/c++ %20&/dist');
  });

  it('keeps a plus sign that stands there bare', () => {
    expect(extensionFolder('#extension=/opt/a+b')).toBe('/opt/a+b');
  });

  it('may be one of Windows', () => {
    expect(extensionFolder('#extension=C%3A%5CUsers%5CAnn%5Cslotbridge')).toBe('C:\\Users\\Ann\\slotbridge');
  });

  it.each([
    ['there is none', ''],
    ['it is empty', '#extension='],
    ['another fragment stands there', '#status'],
    ['it is cut off in the middle of a character', '#extension=%2Fhome%2'],
    ['it is no UTF-8', '#extension=%ff'],
    ['it turns the direction of the text', '#extension=%2Fhome%2F%E2%80%AEtxe'],
    ['it has a line break', '#extension=%2Fhome%0A%2Fann'],
    ['it is longer than any path', `#extension=${'a'.repeat(4097)}`],
  ])('is left to the terminal when %s', (_why, fragment) => {
    expect(extensionFolder(fragment)).toBeNull();
  });
});
