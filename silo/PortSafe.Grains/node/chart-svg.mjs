// Makes ECharts' SVG fit to stand alone: a name and a description, the same bytes every time, no style and no class, and text
// placed by its base line, which every program that opens SVG understands alike.

import { FONT } from './chart-theme.mjs';

// How far below the middle of a line of Arial its base line lies, in font sizes.
const BASE_LINE = 0.346;
const DECIMALS = 1;

const escape = (text) => String(text).replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);

// What XML forbids even as a reference.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** The SVG document of a chart from what ECharts drew of it. */
export function standalone(markup, chart) {
  const id = String(chart.id).replace(/[^\w-]/g, '-');
  return markup
    .replace(/ (?:ecmeta_\w+|class|xmlns:xlink|baseProfile|xml:space)="[^"]*"/g, '')
    .replace(/<style\b[^]*?<\/style>\s*/, '')
    .replace(/\bzr\d+-/g, `${id}-`)
    .replace(/<text\b([^>]*)>/g, (_, attributes) => textElement(attributes))
    .replace(/^<svg /, `<svg role="img" aria-labelledby="${id}-title ${id}-desc" font-family="${FONT}" `)
    .replace('>', `>\n<title id="${id}-title">${escape(chart.title)}</title>\n<desc id="${id}-desc">${escape(chart.altText)}</desc>`)
    .replace(FORBIDDEN, '')
    .toWellFormed();
}

function textElement(attributes) {
  const read = (name) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1];
  const [left, top] = /translate\(([-\d.]+) ([-\d.]+)\)/.exec(attributes)?.slice(1).map(Number) ?? [0, 0];
  const size = Number(/font-size:([\d.]+)px/.exec(attributes)?.[1]);
  const x = left + Number(read('x') ?? 0);
  const y = top + Number(read('y') ?? 0) + size * BASE_LINE;
  const anchor = read('text-anchor');
  const halo = read('stroke');
  return [
    `<text x="${round(x)}" y="${round(y)}" font-size="${size}"`,
    attributes.includes('font-weight:bold') ? ' font-weight="bold"' : '',
    anchor === 'start' ? '' : ` text-anchor="${anchor}"`,
    ` fill="${read('fill')}"`,
    halo ? ` stroke="${halo}" stroke-width="${read('stroke-width')}" stroke-linejoin="round" paint-order="stroke"` : '',
    '>',
  ].join('');
}

const round = (number) => Number(number.toFixed(DECIMALS));
