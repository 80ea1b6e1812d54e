import { type TimeControls, timeControls } from './dialog-controls.ts';
import { anyOf, find } from './selectors.ts';

export interface DialogRoot {
  readonly root: HTMLElement;
  /** It goes by the names that we know. */
  readonly isNamed: boolean;
  readonly controls: TimeControls;
}

const DIALOG = 'dialog[open], [role="dialog"], [aria-modal="true"]';

/** What takes an appointment out, in the languages that the CRM speaks. */
const REMOVE = /^(delete|remove|eliminar|borrar|löschen|supprimer|excluir|apagar|elimina|verwijderen|radera|slet)$/i;

function byName(within: Document): DialogRoot | null {
  const root = find('dialog', within);
  if (!root || !(find('dialogSlot', root) || find('dialogSave', root))) return null;
  return { root, isNamed: true, controls: timeControls(root) };
}

/** The dialog in which there is one day, and a time to be chosen. */
function byText(within: Document): DialogRoot | null {
  const found = [...within.querySelectorAll<HTMLElement>(DIALOG)].flatMap((root) => {
    const controls = timeControls(root);
    return controls.days.length === 1 && controls.times.length > 0 ? [{ root, isNamed: false, controls }] : [];
  });
  return found.at(-1) ?? null;
}

/** The open dialog in which an appointment is made or changed; null where there is none. */
export function findBookingDialog(within: Document): DialogRoot | null {
  const isAny = within.querySelector(`${DIALOG}, ${anyOf('dialog')}`) !== null;
  return isAny ? (byName(within) ?? byText(within)) : null;
}

/** Whether the appointment stands already: then it can be deleted there. */
export function isOfStanding({ root, isNamed }: DialogRoot): boolean {
  if (find('dialogDelete', root)) return true;
  if (isNamed) return false;
  return [...root.querySelectorAll('button, [role="button"]')].some((one) =>
    REMOVE.test(one.textContent?.trim() ?? ''),
  );
}
