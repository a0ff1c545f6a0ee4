// What makes an exported chart stand alone: above it the finding and the measure, below it notes, filters, release and source.

import { LINE_HEIGHT, SIZE } from './chart-theme.mjs';
import { wrapText } from './chart-text.mjs';
import { stroke, words } from './chart-parts.mjs';

const block = (text, y, width, look, { size, bold = false, fill = look.quiet }) => {
  const lines = wrapText(text, width, size, bold);
  return { elements: words(0, y, lines, { size, bold, fill, valign: 'top' }), bottom: y + lines.length * size * LINE_HEIGHT };
};

/** Title and subtitle. */
export function head(chart, width, look) {
  const title = block(chart.title, 0, width, look, { size: SIZE.title, bold: true, fill: look.text });
  const subtitle = block(chart.subtitle, title.bottom + 4, width, look, { size: SIZE.subtitle });
  return { elements: [...title.elements, ...subtitle.elements], height: subtitle.bottom + 10 };
}

/** A rule, then notes, filters, release and source, a line each. */
export function foot(chart, width, top, look) {
  const withheld = chart.series.some((series) => series.points.some((point) => point.marker === 'c'));
  const texts = [...(chart.notes ?? []), withheld && (chart.withheld ? `Withheld: ${chart.withheld}.` : 'c: not shown, to protect people'), chart.filters, chart.release, chart.source && `Source: ${chart.source}`].filter(Boolean);
  if (texts.length === 0) {
    return { elements: [], height: 0 };
  }

  const elements = [stroke([[0, top + 8], [width, top + 8]], look.grid)];
  let y = top + 18;
  for (const text of texts) {
    const part = block(text, y, width, look, { size: SIZE.label });
    elements.push(...part.elements);
    y = part.bottom + 3;
  }

  return { elements, height: y - top };
}
