import { NotOursToTouch } from './json-file.ts';

type Stored = Record<string, unknown>;

/** How files of older versions become today's. Each step takes version n and gives version n + 1. */
export interface Migrations {
  /** The version this program writes. */
  readonly current: number;
  readonly from: Readonly<Record<number, (stored: Stored) => Stored>>;
}

/**
 * Runs the steps from the file's `version` up to the current one.
 * Throws NotOursToTouch for a file from a newer program: starting empty would lose what that one wrote.
 */
export function migrate(stored: unknown, migrations: Migrations): unknown {
  if (!isRecord(stored) || typeof stored.version !== 'number') return stored;
  if (stored.version > migrations.current) {
    throw new NotOursToTouch(
      `The data was written by a newer Slotbridge (version ${stored.version} of the file; this one reads ${migrations.current}). ` +
        'Update Slotbridge and start it again, or choose another folder with SLOTBRIDGE_HOME.',
    );
  }
  let data: Stored = stored;
  for (let version = stored.version; version < migrations.current; version += 1) {
    const step = migrations.from[version];
    if (!step) throw new Error(`there is no step from version ${version}`);
    data = { ...step(data), version: version + 1 };
  }
  return data;
}

function isRecord(value: unknown): value is Stored {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
