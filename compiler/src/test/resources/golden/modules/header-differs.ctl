import shapes.round as r;
problem P {
  state x;
  control u;
  dynamics { der(x) = u - r.hill(x); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- shapes/round.ctl ----
module shapes.sound;
function hill(x) = x;
