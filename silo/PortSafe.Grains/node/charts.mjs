// Charts as pictures, on the server: SVG by ECharts' own server rendering, PNG from that SVG by resvg.

import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import * as echarts from './node_modules/echarts/dist/echarts.esm.min.mjs';
import { chartHeight, chartOption } from './chart-option.mjs';
import { standalone } from './chart-svg.mjs';
import { textWidth } from './chart-text.mjs';

const font = (file) => fileURLToPath(new URL(`./node_modules/@expo-google-fonts/arimo/${file}`, import.meta.url));
const FONTS = [font('400Regular/Arimo_400Regular.ttf'), font('700Bold/Arimo_700Bold.ttf')];
const MOST_PIXELS = 32_000_000;

// ECharts takes the width of this one for the height of a line. The bundled font lacks it; in browsers it is as wide as it is high.
const SQUARE = '国';

echarts.setPlatformAPI({
  measureText: (text, style = '12px sans-serif') => {
    const size = Number(/([\d.]+)px/.exec(style)?.[1] ?? 12);
    return { width: text === SQUARE ? size : textWidth(text, size, /\bbold\b/.test(style)) };
  },
});

/** The chart as an SVG document: the same chart and settings give the same bytes. */
export function svg(json, settings) {
  const chart = JSON.parse(json);
  const height = chartHeight(chart, settings);
  const drawing = echarts.init(null, null, { renderer: 'svg', ssr: true, width: settings.width, height });
  try {
    drawing.setOption({ ...chartOption(chart, settings), tooltip: { show: false } });
    return standalone(drawing.renderToSVGString(), chart);
  } finally {
    drawing.dispose();
  }
}

/** The chart as a PNG in base64, `scale` times as many pixels each way as the SVG has. */
export function png(json, settings, scale = 2) {
  const chart = JSON.parse(json);
  const pixels = settings.width * chartHeight(chart, settings) * scale ** 2;
  if (pixels > MOST_PIXELS) {
    throw new RangeError(`The picture of the chart '${chart.id}' would have ${pixels} pixels; ${MOST_PIXELS} is the most.`);
  }

  const picture = new Resvg(svg(json, settings), {
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontFiles: FONTS, defaultFontFamily: 'Arimo', sansSerifFamily: 'Arimo' },
  });
  return picture.render().asPng().toString('base64');
}
