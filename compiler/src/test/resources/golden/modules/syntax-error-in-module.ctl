import shapes;
problem P {
  state x;
  control u;
  dynamics { der(x) = u - shapes.hill(x) - shapes.valley(x); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- shapes.ctl ----
module shapes;
function hill(x) = 1 - 2x;
function valley(x) = x^2
