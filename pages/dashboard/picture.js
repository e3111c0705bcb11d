// The options for the charting library: stacked bars, lines, and axes in the reader's language.

const STEPS = [1, 2, 3, 7, 14, 31, 61, 122];
// Counts are whole numbers, so the axis has no fractions.
const WHOLE = Array.from({ length: 14 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

const ofSort = (drawn, sort) => drawn.filter((series) => series.drawn === sort);

// Stacks the bars: the tallest is drawn first, so that the others cover it, and the lines come last.
export function stacked(drawn) {
  const heights = drawn[0].values.map(() => 0);
  const bars = ofSort(drawn, "bar").map(({ values }) =>
    values.map((value, place) => {
      heights[place] += value ?? 0;
      return value === null ? null : heights[place];
    }),
  );
  const places = heights.map((_, place) => place);
  return [places, ...bars.reverse(), ...ofSort(drawn, "line").map(({ values }) => values)];
}

// `paints` gives each series its colour; calls `tell` with the place under the pointer.
export function options(uPlot, { labels, drawn }, figure, paints, tell) {
  return {
    ...sized(figure),
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    hooks: { setCursor: [({ cursor }) => cursor.idx != null && tell(cursor.idx)] },
    scales: {
      x: { time: false, range: [-0.6, labels.length - 0.4] },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.05)] },
    },
    series: series(uPlot, drawn, paints),
    axes: axes(labels, drawn[0].write ?? String, getComputedStyle(figure)),
  };
}

export const sized = (figure) => ({ width: figure.clientWidth, height: 240 });

// Later lines are dashed, so that colours need not be told apart.
function series(uPlot, drawn, paints) {
  const paths = uPlot.paths.bars({ size: [0.7, 40] });
  const bar = (series) => ({ fill: paints.get(series), width: 0, points: { show: false }, paths });
  const line = (series, number) => {
    return { stroke: paints.get(series), width: 2, dash: number ? [6, 4] : [], points: { size: 5 } };
  };
  return [{}, ...ofSort(drawn, "bar").map(bar).reverse(), ...ofSort(drawn, "line").map(line)];
}

// The colours are read at each drawing, because they change with the colour scheme.
function axes(labels, write, look) {
  const stroke = () => look.color;
  const grid = { stroke: () => look.borderTopColor, width: 1 };
  const label = (_, places) => places.map((place) => labels[place] ?? "");
  const size = (_, values) => 14 + 8 * Math.max(1, ...(values ?? []).map((text) => text.length));
  return [
    { stroke, grid: { show: false }, ticks: grid, incrs: STEPS, space: 64, values: label },
    {
      stroke,
      grid,
      ticks: grid,
      incrs: WHOLE,
      size,
      values: (_, values) => values.map((value) => write(value)),
    },
  ];
}
