// Plots, by uPlot.

const DASHES = [[], [8, 4], [2, 3], [8, 3, 2, 3]];
const charts = [];

function line(label, color, more) {
  return Object.assign({
    label: label, stroke: color, width: 1.5, points: { show: false },
    value: (u, v) => (v === null || v === undefined ? '–' : number(v)),
  }, more);
}

// A logarithmic axis ends at powers of ten, and has marks at them, not more than fit: those of uPlot do not end below 1e-16.
function wholeDecades(u, min, max) {
  const low = min > 0 && isFinite(min) ? Math.floor(Math.log10(min)) : 0;
  const high = max > 0 && isFinite(max) ? Math.ceil(Math.log10(max)) : 1;
  return [Math.pow(10, low), Math.pow(10, Math.max(high, low + 1))];
}

function decades(u, axis, min, max) {
  const [low, high] = [Math.round(Math.log10(min)), Math.round(Math.log10(max))];
  const step = Math.max(1, Math.ceil((high - low) / 5));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => Math.pow(10, low + i * step));
}

// Curves have times of their own: at those of another one the number before, or the first one, is shown.
function nearest(u, series, index) {
  const values = u.data[series];
  let at = index;
  while (at > 0 && values[at] === undefined) {
    at--;
  }
  while (at < values.length - 1 && values[at] === undefined) {
    at++;
  }
  return at;
}

// Adds a curve and the edges of what it may be off by.
function curve(plot, s, tables, series, bands) {
  const x = data.axes[s.x];
  const own = line(s.name, () => shade(s.color), {
    key: '--color' + s.color % COLORS,
    dash: DASHES[s.dash % DASHES.length],
    points: { show: x.length === 1 },
    paths: plot.held ? uPlot.paths.stepped({ align: 1 }) : undefined,
  });
  series.push(own);
  if (!s.spread) {
    tables.push([x, s.values]);
    return;
  }
  const edge = (sign) => s.values.map((v, i) => (v === null || s.spread[i] === null ? null : v + sign * s.spread[i]));
  tables.push([x, s.values, edge(1), edge(-1)]);
  own.value = (u, v, i, k) => number(v) + (k === null || !u.data[i + 1][k] ? '' : ' ± ' + number(u.data[i + 1][k] - v));
  bands.push({ series: [series.length, series.length + 1], fill: () => shade(s.color) + '33' });
  for (const name of ['above', 'below']) {
    series.push({ label: name, class: 'edge', stroke: 'transparent', points: { show: false } });
  }
}

function chart(plot, cell) {
  const tables = [];
  const series = [line(plot.xLabel, undefined, {})];
  const bands = [];
  plot.series.forEach((s) => curve(plot, s, tables, series, bands));
  const ends = plot.series.map((s) => data.axes[s.x]).filter((x) => x.length > 0);
  const first = Math.min(...ends.map((x) => x[0]));
  const last = Math.max(...ends.map((x) => x[x.length - 1]));
  for (const limit of plot.limits) {
    tables.push([[first, last], [limit.value, limit.value]]);
    series.push(line(limit.name, () => ink('--faint'), { key: '--faint', dash: [6, 4], width: 1 }));
  }
  const timed = plot.xLabel === data.clock.label;
  const axis = {
    stroke: () => ink('--ink'), font: '11px system-ui, sans-serif', labelFont: '12px system-ui, sans-serif',
    grid: { stroke: () => ink('--rule'), width: 1 }, ticks: { stroke: () => ink('--rule'), width: 1 },
  };
  const made = new uPlot({
    width: Math.max(280, cell.clientWidth), height: 210,
    cursor: { sync: timed ? { key: 'time' } : undefined, dataIdx: nearest },
    scales: { x: { time: false }, y: plot.log ? { distr: 3, range: wholeDecades } : {} },
    axes: [
      Object.assign({ label: plot.xLabel, size: 28, labelSize: 18, labelGap: 0 }, axis),
      Object.assign({ size: 64 }, axis, plot.log ? {
        splits: decades, values: (u, ticks) => ticks.map((v) => v.toExponential(0)), filter: (u, ticks) => ticks,
      } : {
        values: (u, ticks) => ticks.map((v) => (v === null ? '' : number(v))),
      }),
    ],
    series: series,
    bands: bands,
    // in the style's colours, which follow those of the page
    legend: { markers: {
      stroke: (u, i) => 'var(' + series[i].key + ')',
      dash: (u, i) => (series[i].dash && series[i].dash.length > 0 ? 'dashed' : 'solid'),
    } },
  }, uPlot.join(tables), cell);
  const mark = element('div', '', made.over);
  mark.className = 'now';
  charts.push({ title: plot.title, timed: timed, made: made, cell: cell, mark: mark });
}

// Shows a time in all plots over time.
function markTime(time) {
  for (const c of charts.filter((chart) => chart.timed)) {
    c.mark.style.left = c.made.valToPos(time, 'x') + 'px';
  }
}

function plots() {
  for (const group of data.groups) {
    element('h2', group.title, byId('plots'));
    const grid = element('div', '', byId('plots'));
    grid.className = 'grid';
    for (const plot of group.plots) {
      const cell = element('div', '', grid);
      cell.className = 'plot';
      element('h3', plot.title, cell);
      chart(plot, cell);
    }
  }
  window.addEventListener('resize', () => {
    for (const c of charts) {
      c.made.setSize({ width: Math.max(280, c.cell.clientWidth), height: 210 });
    }
  });
}

function redrawPlots() {
  charts.forEach((c) => c.made.redraw());
}
