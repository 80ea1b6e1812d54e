import { useEffect, useState } from 'preact/hooks';
import type { Sites } from '../state/sites.ts';

/** The added sites, as they are now. */
export function useSites(sites: Sites): readonly string[] {
  const [list, setList] = useState<readonly string[]>([]);
  useEffect(() => {
    let isOpen = true;
    const read = async () => {
      const found = await sites.list();
      if (isOpen) setList(found);
    };
    void read();
    const stop = sites.onChange(() => void read());
    return () => {
      isOpen = false;
      stop();
    };
  }, [sites]);
  return list;
}
