import { meets, type Result } from './result.ts';

const COLUMNS = ['work', 'events', 'measured', 'value', 'aim', ''] as const;

/** The results as a Markdown table, which reads well in a terminal too. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.work,
    result.events.toLocaleString('en'),
    result.what,
    written(result.value, result.unit),
    result.aim === undefined ? '' : `≤ ${written(result.aim, result.unit)}`,
    result.aim === undefined ? '' : meets(result) ? 'met' : 'MISSED',
  ]);
  const widths = COLUMNS.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(COLUMNS), rule, ...rows.map(line)].join('\n');
}

function written(value: number, unit: string): string {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return `${value.toFixed(digits)} ${unit}`.trim();
}
