// Animations: one for each run, all at the same time and in the same scale.

const NAMED = {
  orange: '#E69F00', red: '#D55E00', green: '#009E73', purple: '#CC79A7', magenta: '#CC79A7',
  pink: '#CC79A7', yellow: '#F0E442', cyan: '#56B4E9', sky: '#56B4E9', gray: '#8a939c', grey: '#8a939c',
};

const clock = { time: 0, first: 0, last: 0, playing: false, drawn: 0 };
const stages = [];
const camera = { box: [Infinity, Infinity, -Infinity, -Infinity], spatial: false };

function shapeSize(shape) {
  return 3 * shape.points + (shape.kind === 'box' ? 3 : shape.kind === 'disc' ? 1 : 0);
}

// Points in space are seen from above and aside, z upwards; a view without z is seen from above.
function project(x, y, z) {
  if (!camera.spatial) {
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

// Calls what is given with each shape, where its numbers begin, and its place among the shapes.
function eachShape(film, k, call) {
  let at = k * film.size;
  film.shapes.forEach((shape, i) => {
    call(shape, at, i);
    at += shapeSize(shape);
  });
}

function isSpatial(film) {
  return film.time.some((t, k) => {
    let any = false;
    eachShape(film, k, (shape, at) => {
      for (let i = 0; i < shape.points; i++) {
        any = any || film.numbers[at + 3 * i + 2] !== 0;
      }
    });
    return any;
  });
}

function widen(film) {
  const box = camera.box;
  for (let k = 0; k < film.time.length; k++) {
    eachShape(film, k, (shape, at) => {
      for (const [x, y] of outline(shape, film.numbers, at)) {
        if (isFinite(x) && isFinite(y)) {
          box[0] = Math.min(box[0], x);
          box[1] = Math.min(box[1], y);
          box[2] = Math.max(box[2], x);
          box[3] = Math.max(box[3], y);
        }
      }
    });
  }
}

// Equal axes: one scale for both, the whole run in sight, with a margin.
function fit(stage) {
  const canvas = stage.canvas;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(canvas.clientWidth * ratio));
  canvas.height = Math.max(1, Math.round(canvas.clientHeight * ratio));
  const [x0, y0, x1, y1] = camera.box;
  const margin = 28 * ratio;
  const scale = Math.min((canvas.width - 2 * margin) / Math.max(x1 - x0, 1e-9),
    (canvas.height - 2 * margin) / Math.max(y1 - y0, 1e-9));
  stage.ratio = ratio;
  stage.scale = isFinite(scale) && scale < 1e8 ? scale : 1;
  stage.x = canvas.width / 2 - stage.scale * (x0 + x1) / 2;
  stage.y = canvas.height / 2 + stage.scale * (y0 + y1) / 2;
}

const place = (stage, [x, y]) => [stage.x + stage.scale * x, stage.y - stage.scale * y];

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

function path(stage, pen, points) {
  pen.beginPath();
  points.forEach((p, i) => (i === 0 ? pen.moveTo(...place(stage, p)) : pen.lineTo(...place(stage, p))));
}

function trail(stage, pen, offset, color) {
  const { film, frame } = stage;
  const stride = Math.max(1, Math.floor(frame / 400));
  const point = (k) => project(...film.numbers.slice(k * film.size + offset, k * film.size + offset + 3));
  const points = [];
  for (let k = 0; k <= frame; k += stride) {
    points.push(point(k));
  }
  points.push(point(frame));
  pen.globalAlpha = 0.45;
  pen.strokeStyle = color;
  pen.lineWidth = 1.5 * stage.ratio;
  path(stage, pen, points);
  pen.stroke();
  pen.globalAlpha = 1;
}

function drawShape(stage, pen, shape, at, color) {
  const n = stage.film.numbers;
  const middle = project(n[at], n[at + 1], n[at + 2]);
  pen.strokeStyle = color;
  pen.fillStyle = color;
  pen.lineWidth = 3 * stage.ratio;
  if (shape.kind === 'disc') {
    pen.beginPath();
    pen.arc(...place(stage, middle), Math.max(1.5 * stage.ratio, Math.abs(n[at + 3]) * stage.scale), 0, 2 * Math.PI);
    pen.globalAlpha = 0.8;
    pen.fill();
  } else if (shape.kind === 'box') {
    path(stage, pen, corners(n, at));
    pen.closePath();
    pen.globalAlpha = 0.35;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = 2 * stage.ratio;
    pen.stroke();
  } else if (shape.kind === 'text') {
    pen.font = 13 * stage.ratio + 'px system-ui, sans-serif';
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(shape.words, ...place(stage, middle));
  } else {
    path(stage, pen, outline(shape, n, at));
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

function draw(stage) {
  const { film, canvas } = stage;
  const pen = canvas.getContext('2d');
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  if (byId('trails').checked) {
    eachShape(film, 0, (shape, offset, i) => {
      if (shape.kind === 'disc' && shape.label) {
        trail(stage, pen, offset, colorOf(shape, i));
      }
    });
  }
  eachShape(film, stage.frame, (shape, at, i) => drawShape(stage, pen, shape, at, colorOf(shape, i)));
}

function drawFilms() {
  stages.forEach(draw);
  clock.drawn++;
}

function refitFilms() {
  stages.forEach(fit);
  drawFilms();
  markTime(clock.time);
}

// The last of some times that is not later.
function indexAt(times, time) {
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle] <= time + 1e-12) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

function clockText(time) {
  const { name, unit } = data.clock;
  return name + ' = ' + (unit ? number(time) + ' ' + unit : Math.floor(time));
}

function seek(time) {
  clock.time = Math.min(Math.max(time, clock.first), clock.last);
  for (const stage of stages) {
    stage.frame = indexAt(stage.film.time, clock.time);
  }
  byId('scrub').value = String(Math.round(1000 * (clock.time - clock.first) / Math.max(clock.last - clock.first, 1e-12)));
  byId('clock').textContent = clockText(clock.time);
  drawFilms();
  markTime(clock.time);
  refreshTip();
}

function play(wanted) {
  clock.playing = wanted;
  byId('play').textContent = wanted ? 'Pause' : 'Play';
  if (wanted) {
    let before = null;
    const tick = (now) => {
      if (!clock.playing) {
        return;
      }
      const elapsed = before === null ? 0 : (now - before) / 1000;
      before = now;
      const next = clock.time + elapsed * Number(byId('speed').value) * data.clock.rate;
      seek(clock.time >= clock.last ? clock.first : next);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }
}

function films() {
  byId('animation').hidden = false;
  byId('stages').classList.toggle('several', data.films.length > 1);
  data.films.forEach((film, i) => {
    film.size = film.shapes.reduce((sum, shape) => sum + shapeSize(shape), 0);
    camera.spatial = camera.spatial || isSpatial(film);
    const figure = element('figure', '', byId('stages'));
    if (data.films.length > 1) {
      const caption = element('figcaption', '', figure);
      element('span', '', caption).className = key(i);
      element('span', film.name, caption);
    }
    const canvas = element('canvas', '', figure);
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', 'Animation' + (film.name ? ' of ' + film.name : ''));
    stages.push({ film: film, canvas: canvas, frame: 0 });
  });
  data.films.forEach(widen);
  if (!(camera.box[0] <= camera.box[2])) {
    camera.box = [-1, -1, 1, 1];
  }
  clock.first = Math.min(...data.films.map((film) => film.time[0]));
  clock.last = Math.max(...data.films.map((film) => film.time[film.time.length - 1]));
  refitFilms();
  window.addEventListener('resize', refitFilms);
  byId('play').addEventListener('click', () => play(!clock.playing));
  byId('trails').addEventListener('change', drawFilms);
  byId('scrub').addEventListener('input', () => {
    play(false);
    seek(clock.first + Number(byId('scrub').value) / 1000 * (clock.last - clock.first));
  });
  seek(clock.first);
  play(!window.matchMedia('(prefers-reduced-motion: reduce)').matches);
}
