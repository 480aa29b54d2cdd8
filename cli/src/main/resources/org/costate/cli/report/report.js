'use strict';
(function () {
  // Okabe and Ito's palette, which colour-blind readers can tell apart; its black is the ink of the page.
  const ON_LIGHT = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#F0E442'];
  const ON_DARK = ['#56B4E9', '#E69F00', '#009E73', '#CC79A7', '#F0E442', '#D55E00', '#0072B2'];
  const NAMED = {
    orange: '#E69F00', red: '#D55E00', green: '#009E73', purple: '#CC79A7', magenta: '#CC79A7',
    pink: '#CC79A7', yellow: '#F0E442', cyan: '#56B4E9', sky: '#56B4E9', gray: '#8a939c', grey: '#8a939c',
  };
  const data = JSON.parse(document.getElementById('data').textContent);
  const byId = (id) => document.getElementById(id);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const shade = (i) => (dark.matches ? ON_DARK : ON_LIGHT)[i % ON_LIGHT.length];

  function element(tag, text, parent) {
    const made = document.createElement(tag);
    made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  function number(value) {
    if (value === null || value === undefined || !isFinite(value)) {
      return '–';
    }
    return String(Number(value.toPrecision(6)));
  }

  function head() {
    document.title = data.title;
    byId('title').textContent = data.title;
    byId('subtitle').textContent = data.subtitle;
    byId('made').textContent = data.made;
    const list = element('dl', '', byId('facts'));
    for (const [name, value] of data.facts) {
      const pair = element('div', '', list);
      element('dt', name, pair);
      element('dd', value, pair);
    }
    if (data.source) {
      byId('source').hidden = false;
      byId('text').textContent = data.source;
    }
  }

  // Plots.

  const charts = [];

  function line(label, color, more) {
    return Object.assign({
      label: label, stroke: color, width: 1.5, points: { show: false },
      value: (u, v) => (v === null || v === undefined ? '–' : number(v)),
    }, more);
  }

  // Of the marks of a logarithmic axis the powers of ten, not more than fit.
  function decades(u, marks) {
    const power = (v) => Math.round(Math.log10(v));
    const whole = (v) => Math.abs(Math.log10(v) - power(v)) < 1e-6;
    const step = Math.ceil(marks.filter(whole).length / 6);
    return marks.map((v) => (whole(v) && power(v) % step === 0 ? v : null));
  }

  function chart(plot, cell) {
    const columns = [plot.x];
    const series = [line(plot.xLabel, undefined, {})];
    plot.series.forEach((s, i) => {
      columns.push(s.values);
      series.push(line(s.name, () => shade(i), plot.held ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}));
    });
    for (const limit of plot.limits || []) {
      columns.push(plot.x.map(() => limit.value));
      series.push(line(limit.name, () => ink('--faint'), { dash: [6, 4], width: 1 }));
    }
    const axis = {
      stroke: () => ink('--ink'), font: '11px system-ui, sans-serif', labelFont: '12px system-ui, sans-serif',
      grid: { stroke: () => ink('--rule'), width: 1 }, ticks: { stroke: () => ink('--rule'), width: 1 },
    };
    const y = plot.log ? { distr: 3 } : {};
    const made = new uPlot({
      width: Math.max(280, cell.clientWidth), height: 210,
      cursor: { sync: plot.sync ? { key: 'time' } : undefined },
      scales: { x: { time: false }, y: y },
      axes: [
        Object.assign({ label: plot.xLabel, size: 28, labelSize: 18, labelGap: 0 }, axis),
        Object.assign({ size: 64 }, axis, plot.log ? {
          filter: decades, values: (u, ticks) => ticks.map((v) => (v === null ? '' : v.toExponential(0))),
          grid: Object.assign({ filter: decades }, axis.grid), ticks: Object.assign({ filter: decades }, axis.ticks),
        } : {
          values: (u, ticks) => ticks.map((v) => (v === null ? '' : number(v))),
        }),
      ],
      series: series,
      legend: { show: true, live: true },
    }, columns, cell);
    charts.push({ made: made, cell: cell });
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
        const x = typeof plot.x === 'string' ? data.time : plot.x;
        chart(Object.assign({}, plot, { x: x, sync: typeof plot.x === 'string' }), cell);
      }
    }
    window.addEventListener('resize', () => {
      for (const c of charts) {
        c.made.setSize({ width: Math.max(280, c.cell.clientWidth), height: 210 });
      }
    });
    dark.addEventListener('change', () => charts.forEach((c) => c.made.redraw()));
  }

  // The animation.

  const scene = data.scene;
  const film = { frame: 0, time: 0, playing: false, drawn: 0 };
  let size = 0;
  let spatial = false;
  let camera = null;

  function shapeSize(shape) {
    return 3 * shape.points + (shape.kind === 'box' ? 3 : shape.kind === 'disc' ? 1 : 0);
  }

  // Points in space are seen from above and aside, z upwards; a view without z is seen from above.
  function project(x, y, z) {
    if (!spatial) {
      return [x, y];
    }
    return [0.866 * x + 0.5 * y, 0.25 * y * 1.2 - 0.15 * x + z];
  }

  // What a shape reaches, as points in the plane of the picture.
  function outline(shape, n, at) {
    const points = [];
    for (let i = 0; i < shape.points; i++) {
      points.push(project(n[at + 3 * i], n[at + 3 * i + 1], n[at + 3 * i + 2]));
    }
    const more = at + 3 * shape.points;
    if (shape.kind === 'disc') {
      const [x, y] = points[0];
      const r = Math.abs(n[more]);
      return [[x - r, y - r], [x + r, y + r]];
    }
    return shape.kind === 'box' ? corners(n, at) : points;
  }

  function corners(n, at) {
    const [w, h, angle] = [n[at + 3] / 2, n[at + 4] / 2, n[at + 5]];
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return [[-w, -h], [w, -h], [w, h], [-w, h]].map(([a, b]) =>
      project(n[at] + a * c - b * s, n[at + 1] + a * s + b * c, n[at + 2]));
  }

  function bounds() {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = 0; k < scene.time.length; k++) {
      let at = k * size;
      for (const shape of scene.shapes) {
        for (const [x, y] of outline(shape, scene.numbers, at)) {
          if (isFinite(x) && isFinite(y)) {
            box[0] = Math.min(box[0], x);
            box[1] = Math.min(box[1], y);
            box[2] = Math.max(box[2], x);
            box[3] = Math.max(box[3], y);
          }
        }
        at += shapeSize(shape);
      }
    }
    return box[0] <= box[2] ? box : [-1, -1, 1, 1];
  }

  // Equal axes: one scale for both, the whole run in sight, with a margin.
  function fit(canvas) {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.max(1, Math.round(canvas.clientWidth * ratio));
    canvas.height = Math.max(1, Math.round(canvas.clientHeight * ratio));
    const [x0, y0, x1, y1] = camera.box;
    const margin = 28 * ratio;
    const scale = Math.min((canvas.width - 2 * margin) / Math.max(x1 - x0, 1e-9),
      (canvas.height - 2 * margin) / Math.max(y1 - y0, 1e-9));
    camera.ratio = ratio;
    camera.scale = isFinite(scale) && scale < 1e8 ? scale : 1;
    camera.x = canvas.width / 2 - camera.scale * (x0 + x1) / 2;
    camera.y = canvas.height / 2 + camera.scale * (y0 + y1) / 2;
  }

  const place = ([x, y]) => [camera.x + camera.scale * x, camera.y - camera.scale * y];

  function colorOf(shape, i) {
    if (shape.color === 'black' || shape.color === 'white') {
      return ink('--ink');
    }
    if (shape.color === 'blue') {
      return shade(0);
    }
    if (Object.prototype.hasOwnProperty.call(NAMED, shape.color)) {
      return NAMED[shape.color];
    }
    if (shape.color && CSS.supports('color', shape.color)) {
      return shape.color;
    }
    return shape.kind === 'text' ? ink('--ink') : shade(i);
  }

  function path(pen, points) {
    pen.beginPath();
    points.forEach((p, i) => (i === 0 ? pen.moveTo(...place(p)) : pen.lineTo(...place(p))));
  }

  function trail(pen, offset, color, until) {
    const stride = Math.max(1, Math.floor(until / 400));
    const points = [];
    for (let k = 0; k <= until; k += stride) {
      const at = k * size + offset;
      points.push(project(scene.numbers[at], scene.numbers[at + 1], scene.numbers[at + 2]));
    }
    const last = until * size + offset;
    points.push(project(scene.numbers[last], scene.numbers[last + 1], scene.numbers[last + 2]));
    pen.globalAlpha = 0.45;
    pen.strokeStyle = color;
    pen.lineWidth = 1.5 * camera.ratio;
    path(pen, points);
    pen.stroke();
    pen.globalAlpha = 1;
  }

  function draw() {
    const canvas = byId('canvas');
    const pen = canvas.getContext('2d');
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineJoin = 'round';
    pen.lineCap = 'round';
    const n = scene.numbers;
    if (byId('trails').checked) {
      let offset = 0;
      scene.shapes.forEach((shape, i) => {
        if (shape.kind === 'disc' && shape.label) {
          trail(pen, offset, colorOf(shape, i), film.frame);
        }
        offset += shapeSize(shape);
      });
    }
    let at = film.frame * size;
    scene.shapes.forEach((shape, i) => {
      const color = colorOf(shape, i);
      pen.strokeStyle = color;
      pen.fillStyle = color;
      pen.lineWidth = 3 * camera.ratio;
      const middle = project(n[at], n[at + 1], n[at + 2]);
      if (shape.kind === 'disc') {
        pen.beginPath();
        const radius = Math.max(1.5 * camera.ratio, Math.abs(n[at + 3]) * camera.scale);
        pen.arc(...place(middle), radius, 0, 2 * Math.PI);
        pen.globalAlpha = 0.8;
        pen.fill();
      } else if (shape.kind === 'box') {
        path(pen, corners(n, at));
        pen.closePath();
        pen.globalAlpha = 0.35;
        pen.fill();
        pen.globalAlpha = 1;
        pen.lineWidth = 2 * camera.ratio;
        pen.stroke();
      } else if (shape.kind === 'text') {
        pen.font = 13 * camera.ratio + 'px system-ui, sans-serif';
        pen.textAlign = 'center';
        pen.textBaseline = 'middle';
        pen.fillText(shape.words, ...place(middle));
      } else {
        path(pen, outline(shape, n, at));
        pen.stroke();
      }
      pen.globalAlpha = 1;
      at += shapeSize(shape);
    });
    film.drawn++;
    byId('clock').textContent = data.timeName + ' = ' + number(scene.time[film.frame]) + (data.timeUnit ? ' ' + data.timeUnit : '');
  }

  // The frame that is shown at a time: the last one that is not later.
  function frameAt(time) {
    let low = 0;
    let high = scene.time.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (scene.time[middle] <= time + 1e-12) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  function seek(time) {
    const last = scene.time[scene.time.length - 1];
    film.time = Math.min(Math.max(time, scene.time[0]), last);
    film.frame = frameAt(film.time);
    byId('scrub').value = String(Math.round(1000 * (film.time - scene.time[0]) / Math.max(last - scene.time[0], 1e-12)));
    draw();
  }

  function play(wanted) {
    film.playing = wanted;
    byId('play').textContent = wanted ? 'Pause' : 'Play';
    if (wanted) {
      let before = null;
      const tick = (now) => {
        if (!film.playing) {
          return;
        }
        const elapsed = before === null ? 0 : (now - before) / 1000;
        before = now;
        const last = scene.time[scene.time.length - 1];
        const next = film.time + elapsed * Number(byId('speed').value) * scene.rate;
        seek(film.time >= last ? scene.time[0] : next);
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    }
  }

  function animate() {
    byId('animation').hidden = false;
    size = scene.shapes.reduce((sum, shape) => sum + shapeSize(shape), 0);
    let at = 0;
    for (const shape of scene.shapes) {
      for (let k = 0; k < scene.time.length; k++) {
        for (let i = 0; i < shape.points; i++) {
          spatial = spatial || scene.numbers[k * size + at + 3 * i + 2] !== 0;
        }
      }
      at += shapeSize(shape);
    }
    camera = { box: bounds() };
    const refit = () => {
      fit(byId('canvas'));
      draw();
    };
    refit();
    window.addEventListener('resize', refit);
    dark.addEventListener('change', draw);
    window.addEventListener('beforeprint', refit);
    byId('play').addEventListener('click', () => play(!film.playing));
    byId('trails').addEventListener('change', draw);
    byId('scrub').addEventListener('input', () => {
      play(false);
      const [first, last] = [scene.time[0], scene.time[scene.time.length - 1]];
      seek(first + Number(byId('scrub').value) / 1000 * (last - first));
    });
    seek(scene.time[0]);
    play(!window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  }

  head();
  plots();
  if (scene) {
    animate();
  }

  // For tests, and for readers who want the numbers in their browser's console.
  window.costate = {
    data: data,
    // What the plot called title shows of the series name at an index.
    plotted: (title, name, index) => {
      const at = data.groups.flatMap((g) => g.plots).findIndex((p) => p.title === title);
      const chart = charts[at].made;
      return chart.data[chart.series.findIndex((s) => s.label === name)][index];
    },
    film: film,
    seek: (time) => {
      play(false);
      seek(time);
    },
  };
}());
