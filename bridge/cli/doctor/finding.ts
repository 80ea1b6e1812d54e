/** One thing that was looked at. `note`: worth knowing, nothing is broken. */
export interface Finding {
  readonly state: 'well' | 'note' | 'wrong';
  readonly what: string;
  /** What to do; with everything but `well`. */
  readonly mend?: string;
}

export const well = (what: string): Finding => ({ state: 'well', what });
export const note = (what: string, mend: string): Finding => ({ state: 'note', what, mend });
export const wrong = (what: string, mend: string): Finding => ({ state: 'wrong', what, mend });
