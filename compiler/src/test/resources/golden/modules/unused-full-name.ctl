import lib.quat;
import lib.smooth;
problem P {
  state x;
  control u;
  dynamics { der(x) = u - lib.smooth.bump(x); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- lib/quat.ctl ----
function half(x) = x^2;
// ---- lib/smooth.ctl ----
function bump(x) = x^2;
