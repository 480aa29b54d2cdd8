module main;
import a;
function f(x) = 2*x;
problem P {
  state x;
  control u;
  dynamics { der(x) = u - a.g(x); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- a.ctl ----
import main { f };
function g(x) = f(x);
