import { say } from '../words/say.ts';
import { node } from './node.ts';

/** A cross of 24 px that closes what it stands in. */
export function closeButton(onClose: () => void): HTMLButtonElement {
  const button = node('button', 'close', '×');
  button.type = 'button';
  button.setAttribute('aria-label', say('overlayClose'));
  button.addEventListener('click', onClose);
  return button;
}
