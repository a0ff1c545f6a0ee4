// What the pointer shows: the released text of each series, and nothing that is not in the table.

import { categoryText } from './chart-scale.mjs';

const escape = (text) => String(text).replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The tooltip's part of the option. Its markup has classes and no styles, so that a strict content policy allows it. */
export const tooltip = (chart) => ({
  trigger: 'axis',
  confine: true,
  className: 'chart-tooltip',
  transitionDuration: 0,
  formatter: (items) => {
    const place = [items].flat()[0]?.dataIndex;
    return place === undefined ? '' : tooltipMarkup(chart, place);
  },
});

/** The category and each series' display text at one place. */
export function tooltipMarkup(chart, place) {
  const rows = chart.series.map(({ name, points }) =>
    `<tr><th scope="row">${escape(name)}</th><td>${escape(points[place]?.display ?? '')}</td></tr>`);
  return `<table><caption>${escape(categoryText(chart.categories[place]))}</caption><tbody>${rows.join('')}</tbody></table>`;
}
