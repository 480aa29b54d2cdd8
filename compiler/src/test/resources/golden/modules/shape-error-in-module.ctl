import rotations as r;
problem P {
  state x;
  control u;
  dynamics { der(x) = u - r.first([x, 2]); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- rotations.ctl ----
module rotations;

/// Never called.
function twist(v[3])[2] = v;
function first(v[2]) = v[1];
