const isName = (value: unknown): value is string => typeof value === 'string';

/** The features that the person switched off, by name. Without an answer of the worker's all of them run. */
export async function switchedOff(): Promise<readonly string[]> {
  const off: unknown = await chrome.runtime.sendMessage({ type: 'features-off' }).catch(() => []);
  return Array.isArray(off) ? off.filter(isName) : [];
}
