// The source: its names tell what they stand for, and their value at the time of the animation.

const MOST_ELEMENTS = 12;
const tip = { shown: null, value: null };

// The file cut into pieces: names, what is marked and is no name, and the rest.
function pieces(source) {
  const cuts = [];
  const named = new Set();
  for (let i = 0; i < source.mentions.length; i += 3) {
    const [start, end, meaning] = source.mentions.slice(i, i + 3);
    named.add(start);
    cuts.push({ start: start, end: end, style: 'name', meaning: source.meanings[meaning] });
  }
  for (let i = 0; i < source.marks.length; i += 3) {
    const [start, end, style] = source.marks.slice(i, i + 3);
    if (!named.has(start)) {
      cuts.push({ start: start, end: end, style: style });
    }
  }
  return cuts.sort((a, b) => a.start - b.start);
}

function listing() {
  const source = data.source;
  const text = byId('text');
  byId('source').hidden = false;
  let at = 0;
  for (const piece of pieces(source)) {
    text.appendChild(document.createTextNode(source.text.slice(at, piece.start)));
    const span = element('span', source.text.slice(piece.start, piece.end), text);
    span.className = piece.style;
    if (piece.meaning) {
      span.addEventListener('mouseenter', () => showTip(span, piece.meaning));
      span.addEventListener('click', () => showTip(span, piece.meaning));
      span.addEventListener('mouseleave', hideTip);
    }
    at = piece.end;
  }
  text.appendChild(document.createTextNode(source.text.slice(at)));
  text.addEventListener('scroll', hideTip);
  window.addEventListener('scroll', hideTip);
}

// The times and values of an element of what a name stands for; null for what does not change or is not known.
function curveOf(meaning, name) {
  if (Object.prototype.hasOwnProperty.call(data.source.named, name)) {
    return { x: data.source.time, values: data.source.named[name] };
  }
  const group = data.groups.find((g) => g.title === meaning.group);
  const series = group && group.plots.flatMap((p) => p.series).find((s) => s.name === name);
  return series ? { x: data.axes[series.x], values: series.values } : null;
}

// Without an animation, at the start and at the end.
function told(meaning) {
  const unit = meaning.unit ? ' ' + meaning.unit : '';
  if (meaning.constant.length > 0) {
    return meaning.name + ' = ' + values(meaning.constant) + unit;
  }
  const curves = meaning.elements.map((name) => curveOf(meaning, name));
  if (curves.length === 0 || curves.includes(null)) {
    return '';
  }
  const at = (time) => meaning.name + ' = ' + values(curves.map((c) => c.values[indexAt(c.x, time)])) + unit
    + ' at ' + clockText(time);
  const times = curves[0].x;
  return data.films.length > 0 ? at(clock.time) : at(times[0]) + ', ' + at(times[times.length - 1]);
}

function values(numbers) {
  const texts = numbers.slice(0, MOST_ELEMENTS).map(number);
  const more = numbers.length > MOST_ELEMENTS ? ', …' : '';
  return numbers.length === 1 ? texts[0] : '[' + texts.join(', ') + more + ']';
}

function showTip(span, meaning) {
  const box = byId('tip');
  tip.shown = meaning;
  box.replaceChildren();
  element('p', meaning.kind + ' ' + meaning.name + (meaning.unit ? ' [' + meaning.unit + ']' : ''), box).className = 'what';
  tip.value = element('p', '', box);
  tip.value.className = 'value';
  if (meaning.doc) {
    element('p', meaning.doc, box).className = 'doc';
  }
  box.hidden = false;
  refreshTip();
  const spot = span.getBoundingClientRect();
  const left = Math.max(8, Math.min(spot.left, document.documentElement.clientWidth - box.offsetWidth - 8));
  const below = spot.bottom + 6;
  box.style.left = left + 'px';
  box.style.top = (below + box.offsetHeight > window.innerHeight ? Math.max(8, spot.top - box.offsetHeight - 6) : below) + 'px';
}

function hideTip() {
  tip.shown = null;
  byId('tip').hidden = true;
}

function refreshTip() {
  if (tip.shown) {
    tip.value.textContent = told(tip.shown);
  }
}
