// What the pointer shows: the released text of each series, and nothing that is not in the table.

import { FONT, SIZE } from './chart-theme.mjs';
import { categoryTitle } from './chart-scale.mjs';

const escape = (text) => String(text).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The tooltip's part of the option. Its markup has classes and no styles, so that a strict content policy allows it. */
export const tooltip = (chart, look) => ({
  trigger: 'axis',
  confine: true,
  className: 'chart-tooltip',
  transitionDuration: 0,
  backgroundColor: look.ground,
  borderColor: look.text,
  borderWidth: 1,
  padding: [8, 12],
  extraCssText: 'border-radius:0;box-shadow:none',
  textStyle: { color: look.text, fontFamily: FONT, fontSize: SIZE.label },
  formatter: (items) => {
    const under = [items].flat();
    const place = under[0]?.dataIndex;
    const names = chart.kind === 'smallMultiples' ? new Set(under.map((item) => item.seriesName)) : null;
    return place === undefined ? '' : tooltipMarkup(chart, place, names);
  },
});

const rowsAt = (chart, place, names = null) =>
  chart.series.filter(({ name }) => names === null || names.has(name)).map(({ name, points }) => [name, points[place]?.display ?? '']);

/** The category and the display text at one place of each series, or of those named, as markup. */
export function tooltipMarkup(chart, place, names = null) {
  const rows = rowsAt(chart, place, names).map(([name, display]) => `<tr><th scope="row">${escape(name)}</th><td>${escape(display)}</td></tr>`);
  return `<table><caption>${escape(categoryTitle(chart.categories[place]))}</caption><tbody>${rows.join('')}</tbody></table>`;
}

/** The same as a sentence. */
export const tooltipText = (chart, place) =>
  `${categoryTitle(chart.categories[place])}: ${rowsAt(chart, place).map(([name, display]) => `${name} ${display}`).join(', ')}`;
