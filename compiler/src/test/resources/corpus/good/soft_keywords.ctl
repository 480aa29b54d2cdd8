model path {
  param initial = 1;
  param terminal = running + at * rate;
  let free = steps + substeps - scale / soft;
  let input = output(layer, force = kinetic);
  let potential = dissipation[unit].table;
  let signal = design' ;
  let noise = equation ^ view;
  let cost = if terminate then when else after;
  state after;
}
problem P for path {
  start free free, steps = 1;
  minimize { running running: running; terminal terminal; }
  constraints { path path: path == 1; at(at) at: at == 2; initial initial; }
}
