// Turns a chart, which is data, into an ECharts option. Pure: the same chart, width and theme give the same option, in the
// browser, where it is interactive, and on the server, where it becomes SVG and PNG.

import { bars } from './chart-bars.mjs';
import { columns } from './chart-columns.mjs';
import { foot, head } from './chart-frame.mjs';
import { lines } from './chart-lines.mjs';
import { panels } from './chart-panels.mjs';
import { readPoint, words } from './chart-parts.mjs';
import { allFit, isQuarterly } from './chart-scale.mjs';
import { isMapped, tiles } from './chart-tiles.mjs';
import { FONT, SIZE, THEMES, colourOf } from './chart-theme.mjs';
import { tooltip } from './chart-tooltip.mjs';

const EMPTY_HEIGHT = 160;
const KINDS = {
  line: lines,
  bar: bars,
  // Names that have no room under columns have it beside bars.
  column: (context) => (isQuarterly(context.chart.categories) || allFit(context.chart.categories, (context.width * 0.85) / context.chart.categories.length) ? columns(context) : bars(context)),
  stackedColumn: (context) => columns({ ...context, stacked: true }),
  smallMultiples: panels,
  tileMap: (context) => (isMapped(context.chart) ? tiles(context) : bars(context)),
};

/**
 * The ECharts option of a chart.
 * @param chart the record of Chart.cs, as its JSON says it
 * @param width pixels
 * @param theme 'light', 'dark' or 'greyscale'
 * @param framed whether title, subtitle, notes and source are drawn too, so that the picture stands alone
 */
export const chartOption = (chart, settings) => draw(chart, settings).option;

/** The height in pixels that the same chart takes. */
export const chartHeight = (chart, settings) => draw(chart, settings).height;

function draw(chart, { width, theme = 'light', framed = false }) {
  const look = THEMES[theme] ?? THEMES.light;
  const draws = KINDS[chart.kind];
  if (!draws) {
    throw new Error(`No chart is drawn for the kind '${chart.kind}'.`);
  }

  const margin = framed ? 16 : 0;
  const inner = width - 2 * margin;
  const above = framed ? head(chart, inner, look) : { elements: [], height: 0 };
  const series = readSeries(chart);
  const plot = isEmpty(series) ? nothing(chart, inner, above.height, look) : draws({ chart, width: inner, look, top: above.height, series });
  const below = framed ? foot(chart, inner, above.height + plot.height, look) : { elements: [], height: 0 };
  return {
    height: Math.ceil(above.height + plot.height + below.height + 2 * margin),
    option: assemble(chart, look, plot, [...above.elements, ...plot.graphics, ...below.elements], margin),
  };
}

function readSeries(chart) {
  const count = chart.series.length;
  return chart.series.map((series, index) => ({
    name: series.name, index, count, everywhere: series.everywhere === true, colour: colourOf(series, index, count), points: chart.categories.map((_, i) => readPoint(series.points[i])),
  }));
}

const isEmpty = (series) => series.every((one) => one.points.every((point) => point.kind === 'unknown'));

const nothing = (chart, width, top, look) => ({
  height: EMPTY_HEIGHT,
  graphics: words(width / 2, top + EMPTY_HEIGHT / 2, chart.empty ?? 'No figures to show yet', { size: SIZE.subtitle, fill: look.quiet, align: 'center' }),
  option: {},
});

function assemble(chart, look, { option }, elements, margin) {
  const { grid, series = [], ...axes } = option;
  const shift = (one) => ({ ...one, left: one.left + margin, top: one.top + margin });
  const shifted = grid ? { grid: Array.isArray(grid) ? grid.map(shift) : shift(grid) } : {};
  return {
    animation: false,
    backgroundColor: look.ground,
    textStyle: { fontFamily: FONT, fontSize: SIZE.label },
    ...shifted,
    ...axes,
    series,
    ...(grid ? { tooltip: tooltip(chart, look) } : {}),
    graphic: { elements: elements.map((element) => ({ ...element, x: (element.x ?? 0) + margin, y: (element.y ?? 0) + margin })) },
  };
}
