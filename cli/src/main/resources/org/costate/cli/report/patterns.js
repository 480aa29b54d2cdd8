// Pictures of where derivatives can differ from zero.

const CELL = { most: 14, least: 2, width: 320 };
const MOST_NAMES = 30;
const NAME = { letters: 12, size: 10, advance: 6.2 };

function svg(tag, attributes, parent) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, String(value));
  }
  parent.appendChild(made);
  return made;
}

const short = (name) => (name.length > NAME.letters ? name.slice(0, NAME.letters - 1) + '…' : name);

function room(names) {
  return names.length > MOST_NAMES ? 4 : 8 + NAME.advance * Math.max(...names.map((n) => short(n).length), 0);
}

function pattern(p, parent) {
  const [rows, columns] = [p.rows.length, p.columns.length];
  const cell = Math.max(CELL.least, Math.min(CELL.most, CELL.width / Math.max(rows, columns)));
  const [left, top] = [room(p.rows), room(p.columns)];
  const [width, height] = [left + columns * cell + 2, top + rows * cell + 2];
  const figure = element('figure', '', parent);
  element('figcaption', p.title, figure).className = 'matrix';
  const counted = p.entries.length + ' of ' + rows * columns + ' entries, ' + rows + ' x ' + columns;
  const picture = svg('svg', {
    width: width, height: height, viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-label': p.title + ': ' + counted,
  }, figure);
  svg('rect', { x: left, y: top, width: columns * cell, height: rows * cell, class: 'frame' }, picture);
  if (p.states < columns) {
    svg('line', { x1: left + p.states * cell, x2: left + p.states * cell, y1: top, y2: top + rows * cell, class: 'split' }, picture);
  }
  if (rows === columns && p.states < rows) {
    svg('line', { x1: left, x2: left + columns * cell, y1: top + p.states * cell, y2: top + p.states * cell, class: 'split' }, picture);
  }
  const gap = cell > 5 ? 1 : 0;
  const squares = p.entries.map((e) => 'M' + (left + e % columns * cell + gap) + ' ' + (top + Math.floor(e / columns) * cell + gap)
    + 'h' + (cell - 2 * gap) + 'v' + (cell - 2 * gap) + 'h' + (2 * gap - cell) + 'z');
  svg('path', { d: squares.join(''), class: 'entries' }, picture);
  names(p, picture, left, top, cell);
  const note = element('p', counted, figure);
  note.className = 'hint';
  const filled = new Set(p.entries);
  picture.addEventListener('mousemove', (e) => {
    const box = picture.getBoundingClientRect();
    const column = Math.floor((e.clientX - box.left - left) / cell);
    const row = Math.floor((e.clientY - box.top - top) / cell);
    const inside = row >= 0 && row < rows && column >= 0 && column < columns;
    note.textContent = !inside ? counted
      : p.rows[row] + ' by ' + p.columns[column] + (filled.has(row * columns + column) ? '' : ': always zero');
  });
  picture.addEventListener('mouseleave', () => { note.textContent = counted; });
}

function names(p, picture, left, top, cell) {
  if (p.rows.length <= MOST_NAMES) {
    p.rows.forEach((name, i) => {
      svg('text', { x: left - 4, y: top + (i + 0.5) * cell, 'text-anchor': 'end', 'dominant-baseline': 'central' }, picture)
        .textContent = short(name);
    });
  }
  if (p.columns.length <= MOST_NAMES) {
    p.columns.forEach((name, i) => {
      const x = left + (i + 0.5) * cell;
      svg('text', { x: x, y: top - 4, transform: 'rotate(-90 ' + x + ' ' + (top - 4) + ')', 'dominant-baseline': 'central' }, picture)
        .textContent = short(name);
    });
  }
}

function patterns() {
  byId('patterns').hidden = false;
  data.patterns.forEach((p) => pattern(p, byId('matrices')));
}
