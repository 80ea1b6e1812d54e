import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseXml, parseXmlInTurns } from '../../../../bridge/caldav/xml/parse.ts';

const SAMPLE = `<?xml version="1.0" encoding='utf-8'?>
<!-- a comment with <tags> & more -->
<d:multistatus xmlns:d="DAV:" xmlns:c='urn:ietf:params:xml:ns:caldav'>
  <d:response><d:href>/a%20b&amp;c</d:href><c:calendar-data><![CDATA[BEGIN & <b>]]></c:calendar-data></d:response>
  <sync-token xmlns="DAV:" a="&quot;x>y&quot;" b='"'>t&#233;&#x2602;</sync-token><d:empty /></d:multistatus>
`;

describe('XML is read', () => {
  test('with namespaces instead of prefixes, and with entities, CDATA and attributes resolved', () => {
    const root = parseXml(SAMPLE);
    expect(root.name).toBe('{DAV:}multistatus');
    const [response, token, empty] = root.children;
    expect(response?.children.map(({ name, text }) => [name, text])).toEqual([
      ['{DAV:}href', '/a%20b&c'],
      ['{urn:ietf:params:xml:ns:caldav}calendar-data', 'BEGIN & <b>'],
    ]);
    expect(token).toMatchObject({ name: '{DAV:}sync-token', text: 'té☂', attributes: { a: '"x>y"', b: '"' } });
    expect(empty).toMatchObject({ name: '{DAV:}empty', children: [], text: '' });
  });

  test('with text exactly as sent: white space, numbers, split CDATA and escaped escapes', () => {
    const text = (inner: string) => parseXml(`<a>${inner}</a>`).text;
    expect(text(' 007 \r\n')).toBe(' 007 \r\n');
    expect(text('A&#13;\nB&#xD;\n')).toBe('A\r\nB\r\n');
    expect(text('x<![CDATA[]]]]><![CDATA[>]]>y')).toBe('x]]>y');
    expect(text('A&#13;\n<!-- -->&amp;&#13;<![CDATA[&#13;]]>B&#13;')).toBe('A\r\n&\r&#13;B\r');
    expect(text('&amp;#13;&amp;lt;')).toBe('&#13;&lt;');
    expect(text('tab\u000bbell\u0007')).toBe('tab\u000bbell\u0007');
  });

  test.each([
    ['nothing', '', true],
    ['line ends', ' &#13;\n&#13;\n', true],
    ['blanks of several kinds', '\n&#32;<![CDATA[ ]]>&#13;', true],
    ['a letter', '&#13;\n a', false],
    ['an entity', '&#13;&amp;', false],
    ['a letter before line ends', '<![CDATA[a]]>&#13;\n', false],
  ])('%s is blank or not, as the text is', (_, inner, blank) => {
    const element = parseXml(`<a>${inner}</a>`);
    expect(element.isBlank).toBe(blank);
    expect(element.text.trim() === '').toBe(blank);
  });

  test('with each child in its place, however many there are', () => {
    const names = (count: number) => Array.from({ length: count }, (_, n) => `{}n${n}`);
    for (const count of [0, 1, 2, 3, 20]) {
      const inner = names(count).map((name) => `<${name.slice(2)}/>`);
      const [nested] = parseXml(`<a><b>${inner.join('')}</b></a>`).children;
      expect(nested?.children.map(({ name }) => name)).toEqual(names(count));
    }
  });

  test('with a closing bracket inside an attribute, also when tags begin alike', () => {
    const root = parseXml('<r><a b="x>y"/><a b="x>z">text</a></r>');
    expect(root.children.map(({ attributes, text }) => [attributes.b, text])).toEqual([
      ['x>y', ''],
      ['x>z', 'text'],
    ]);
  });

  test('a byte order mark before the document is no text', () => {
    expect(parseXml('\ufeff<a/>').name).toBe('{}a');
  });

  test('an inner default namespace ends with its element', () => {
    const root = parseXml('<a xmlns="one"><b xmlns="two"><c/></b><d/><e xmlns=""/></a>');
    expect(root.children.map(({ name }) => name)).toEqual(['{two}b', '{one}d', '{}e']);
    expect(root.children[0]?.children[0]?.name).toBe('{two}c');
  });
});

describe('XML is refused', () => {
  test.each([
    ['an empty document', ''],
    ['plain text', 'no XML'],
    ['a web page', '<!doctype html><html><br></html>'],
    ['a document type with entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['a bare ampersand', '<a>Q&A</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a bare ampersand behind line ends', '<a>Q&#13;\n&#13;\nA & B</a>'],
    ['a reference to no character', '<a>&#x110000;</a>'],
    ['tags that overlap', '<a><b></a></b>'],
    ['a closing tag too many', '<a/></a>'],
    ['a closing tag of a longer name', '<a></ab>'],
    ['a closing tag of a shorter name', '<ab></a>'],
    ['a closing tag with something behind its name', '<a></a b>'],
    ['a second root', '<a/><b/>'],
    ['text after the end', '<a/>more'],
    ['an undeclared prefix', '<d:a/>'],
    ['an attribute without quotes', '<a b=c/>'],
    ['elements nested without end', '<a>'.repeat(100_000)],
  ])('%s', (_, source) => {
    expect(() => parseXml(source)).toThrow(expect.objectContaining({ name: 'XmlError' }));
  });

  test('wherever it is cut off', () => {
    const whole = SAMPLE.trimEnd();
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => parseXml(whole.slice(0, length)), `cut at ${length}`).toThrow();
    }
  });

  test('without telling what it holds', () => {
    expect(() => parseXml('<a>Dinner with Kim & Co</a>')).toThrow(/^(?!.*Kim)/);
  });
});

test('any text survives being written and read', () => {
  const written = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(parseXml(`<a><b>${written(text)}</b></a>`).children[0]?.text).toBe(text);
    }),
  );
});

describe('in turns', () => {
  test('children of the root are handed over whole, and those that nobody takes stay in it', async () => {
    const taken: unknown[] = [];
    const root = await parseXmlInTurns(SAMPLE, (child) => {
      if (!child.name.endsWith('response') && !child.name.endsWith('empty')) return false;
      taken.push(child);
      return true;
    });
    const [response, token, empty] = parseXml(SAMPLE).children;
    expect(taken).toEqual([response, empty]);
    expect(root).toEqual({ ...parseXml(SAMPLE), children: [token] });
  });

  test('the same documents are refused', async () => {
    for (let length = 0; length < SAMPLE.trimEnd().length; length += 7) {
      await expect(parseXmlInTurns(SAMPLE.slice(0, length), () => true)).rejects.toThrow('at position');
    }
  });

  test('others have their turn while a long document is read', async () => {
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    await parseXmlInTurns(`<a>${'<b><c>text</c></b>'.repeat(300_000)}</a>`, () => true);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(5);
  });
});

test('an answer of ten thousand events of 2 KB is read whole', () => {
  const line = 'DESCRIPTION:An ordinary line of an event\\, with a comma &amp; an ampersand&#13;\n';
  const entry = `<response xmlns="DAV:"><href>/1/x.ics</href><propstat><prop><getetag>"1"</getetag><calendar-data xmlns="urn:ietf:params:xml:ns:caldav">${line.repeat(25)}</calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response>`;
  const source = `<multistatus xmlns="DAV:">${entry.repeat(10_000)}</multistatus>`;
  expect(parseXml(source).children).toHaveLength(10_000);
});
