import { SaxesParser } from 'saxes';

/** An element of a request: its text (trimmed) or its children. */
export interface XmlElement {
  readonly name: string;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement {
  name: string;
  children: XmlElement[];
  text: string;
}

/** Parses a request strictly. @throws Error with the parser's message for anything that is not well-formed */
export function parseRequestXml(source: string): XmlElement {
  const parser = new SaxesParser();
  const open: OpenElement[] = [{ name: '', children: [], text: '' }];
  const addText = (text: string): void => {
    const top = open.at(-1);
    if (top) top.text += text;
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => open.push({ name: tag.name, children: [], text: '' }));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const done = open.pop();
    if (done) open.at(-1)?.children.push({ ...done, text: done.text.trim() });
  });
  parser.write(source).close();
  const root = open[0]?.children[0];
  if (!root) throw new Error('no root element');
  return root;
}

/** First child with that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** Text of the first child with that name; undefined when there is none. */
export function childText(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.text;
}
