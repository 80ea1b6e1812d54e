// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { findAddNew, findConnectionList, findProviderMenu } from '../../../extension/crm/connections-page.ts';
import current from './fixtures/connections.html?raw';
import older from './fixtures/connections-older.html?raw';
import renamed from './fixtures/connections-renamed.html?raw';

beforeEach(() => {
  document.body.innerHTML = '';
  // Nothing is laid out here: what is hidden by an attribute takes no room, all else does.
  Element.prototype.getClientRects = function rects(this: Element) {
    return (this.closest('[hidden]') ? [] : [{}]) as unknown as DOMRectList;
  };
});

describe('the page of connections', () => {
  it.each([
    ['current', current, 'card_view_container', '+ Add new'],
    ['older', older, 'integrations-list', 'Add New'],
    ['renamed', renamed, 'q81c', 'Add New'],
  ])('is read in its %s look', (_, page, list, addNew) => {
    document.body.innerHTML = page;
    const found = findConnectionList(document);
    expect([found?.id, found?.className].join(' ')).toContain(list);
    expect(findAddNew(document)?.textContent).toBe(addNew);
  });

  it.each([
    ['nothing', '<h2>Connections</h2>'],
    ['a single provider', '<div><h3>Zoom</h3><button>Zoom in</button></div>'],
    ['providers in a text alone', '<p>Google and Outlook can be connected.</p><button>Close</button>'],
    ['a list that is hidden', '<div id="card_view_container" hidden><h3>Google</h3></div>'],
  ])('that shows %s has no list', (_, html) => {
    document.body.innerHTML = html;
    expect(findConnectionList(document)).toBeNull();
  });

  it('offers providers in a menu or dialog, which is not the list and not another menu', () => {
    document.body.innerHTML = `${current}
      <div role="menu" id="account"><button>Profile</button><button>Sign out</button></div>
      <div role="dialog" id="closed" hidden><button>Google</button><button>Outlook</button></div>`;
    const list = findConnectionList(document);
    expect(findProviderMenu(document, list)).toBeNull();
    const menu = '<div role="dialog" id="open"><button>Google Calendar</button><button>Outlook Calendar</button></div>';
    document.body.insertAdjacentHTML('beforeend', menu);
    expect(findProviderMenu(document, list)?.id).toBe('open');
  });
});
