import a { f };
problem P {
  state x;
  control u;
  dynamics { der(x) = u - f(x); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- a.ctl ----
import b;
function f(x) = b.g(x);
function h(x) = x;
// ---- b.ctl ----
import a;
function g(x) = a.h(x);
