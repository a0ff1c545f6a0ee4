// Makes the charts of a page interactive. Each `[data-chart]` element holds a picture, which stays when scripts are off, and the
// chart as JSON in a `<script type="application/json">`. The drawing is the picture's, by the same option; what is added is
// the released text under the pointer or, for who uses the keyboard, at each press of an arrow key.

import { chartHeight, chartOption } from './chart-option.mjs';
import { tooltipText } from './chart-tooltip.mjs';

const STYLE = `
  .chart-tooltip table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  .chart-tooltip caption { text-align: left; font-weight: bold; padding-bottom: 2px; white-space: nowrap; }
  .chart-tooltip th { text-align: left; font-weight: normal; padding: 1px 16px 1px 0; }
  .chart-tooltip td { text-align: right; font-weight: bold; padding: 1px 0; white-space: nowrap; }
  .chart-drawing { width: 100%; contain: inline-size; }
  .chart-drawing:focus-visible { outline: 3px solid #fd0; outline-offset: 2px; box-shadow: 0 0 0 5px #0b0c0c; }
  .chart-reading { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

/** Draws every chart below `root` with the ECharts module given. Call it once. */
export function startCharts(echarts, root = document) {
  const places = [...root.querySelectorAll('[data-chart]')].filter((place) => place.querySelector('script[type="application/json"]'));
  if (places.length === 0) {
    return;
  }

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  for (const place of places) {
    startChart(echarts, place);
  }
}

function startChart(echarts, place) {
  const chart = JSON.parse(place.querySelector('script[type="application/json"]').textContent);
  const picture = place.querySelector('picture, img');
  const drawing = element('div', 'chart-drawing', { role: 'img', 'aria-label': chart.altText, tabindex: '0' });
  const reading = element('p', 'chart-reading', { 'aria-live': 'polite' });
  place.append(drawing, reading);

  let view = null;
  let width = 0;
  const draw = () => {
    const room = Math.floor(place.clientWidth);
    if (room === 0 || room === width) {
      return;
    }

    width = room;
    const settings = { width, theme: place.dataset.chart || 'light' };
    const height = chartHeight(chart, settings);
    drawing.style.height = `${height}px`;
    view ??= echarts.init(drawing, null, { renderer: 'canvas', width, height });
    view.resize({ width, height, silent: true });
    view.setOption(chartOption(chart, settings), { notMerge: true });
    picture?.remove();
  };

  draw();
  new ResizeObserver(() => requestAnimationFrame(draw)).observe(place);
  readByKeys(drawing, reading, chart, () => view);
}

/** Arrow keys, Home and End go through the categories; Escape leaves off. */
function readByKeys(drawing, reading, chart, view) {
  const last = chart.categories.length - 1;
  let at = -1;
  drawing.addEventListener('keydown', (event) => {
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (event.key === 'Escape') {
      hide();
    } else if (next !== undefined && last >= 0 && view() !== null) {
      event.preventDefault();
      at = Math.min(Math.max(next, 0), last);
      view().dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: at });
      reading.textContent = tooltipText(chart, at);
    }
  });

  const hide = () => {
    at = -1;
    view()?.dispatchAction({ type: 'hideTip' });
    reading.textContent = '';
  };
  drawing.addEventListener('blur', hide);
}

function element(name, className, attributes) {
  const made = document.createElement(name);
  made.className = className;
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }

  return made;
}
