// Builds the page.

head();
plots();
if (data.patterns.length > 0) {
  patterns();
}
if (data.source) {
  listing();
}
if (data.films.length > 0) {
  films();
}

function repaint() {
  readPalette();
  redrawPlots();
  refitFilms();
}

dark.addEventListener('change', repaint);
// Paper is white whatever the screen is: while the page is printed it has this class.
for (const [event, paper] of [['beforeprint', true], ['afterprint', false]]) {
  window.addEventListener(event, () => {
    document.documentElement.classList.toggle('paper', paper);
    repaint();
  });
}

// For tests, and for readers who want the numbers in their browser's console.
window.costate = {
  data: data,
  charts: charts,
  clock: clock,
  stages: stages,
  // What the plot called title shows of the series name at an index, or at a value of its axis.
  plotted: (title, name, index) => {
    const chart = charts.find((c) => c.title === title).made;
    return chart.data[chart.series.findIndex((s) => s.label === name)][index];
  },
  plottedAt: (title, name, x) => {
    const chart = charts.find((c) => c.title === title).made;
    const values = chart.data[chart.series.findIndex((s) => s.label === name)];
    return values.find((v, i) => v !== undefined && Math.abs(chart.data[0][i] - x) < 1e-9);
  },
  // What the source tells of a name at the time of the animation.
  told: (name) => told(data.source.meanings.find((m) => m.name === name)),
  seek: (time) => {
    play(false);
    seek(time);
  },
};
