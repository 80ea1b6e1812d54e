/**
 * A new description in which what the person wrote stays: the block that was written before makes room for the new one
 * where it stands; where the person changed the block itself, their own lines follow the new one.
 */
export function mergedDescription(current: string | null, before: string | null, after: string | null): string | null {
  const [own, old, wanted] = [current?.trim() ?? '', before ?? '', after ?? ''];
  if (old !== '' && own.includes(old)) return own.replace(old, () => wanted).trim() || null;
  const ours = new Set([...old.split('\n'), ...wanted.split('\n')].map((line) => line.trim()));
  const added = own.split('\n').filter((line) => line.trim() === '' || !ours.has(line.trim()));
  const parts = [wanted, added.join('\n').trim()];
  return parts.filter((part) => part !== '').join('\n\n') || null;
}
