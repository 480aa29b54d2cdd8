/// Several files: qualified names, names in braces, a model that extends another, units of another file.
module missions.ferry;

import lib.rotation as rotation;
import lib.smooth { smooth_abs };
import plants.barge;
import shared.units { knot, hand };
import shared.numbers as numbers;

const legs = 2;

model Tug extends plants.barge.Barge {
  let pull : N = power*throttle;
  control rudder : deg in [-30, 30];
  state heading : angle;
  dynamics {
    der(heading) = 0.1*rudder*speed/1 [m/s]/1 [s];
  }
}

problem Cross for Tug {
  param far : km = 0.2;
  horizon 60 [s] steps 30;
  integrator rk4 substeps legs;
  start place = 0, speed = 1 [knot], heading = 10 [deg];
  guess throttle = numbers.half*sin(t/5 [s]);
  minimize {
    running effort: throttle^2 + 1e-9*(pull/1 [N])^2 + 1e-3*(rudder/1 [deg])^2;
    running calm: smooth_abs(speed/1 [m/s], 0.1);
    terminal there: 1e-4*(place - far)^2/1 [m^2] + numbers.square(rotation.wrap(heading - pi/4));
  }
}

solve Cross as quick using al_ilqr {
  iterations = 3;
  start speed = 0.5 [m/s];
  regularization { initial = 1e-3; }
  expect final(speed) <= 100;
}
// ---- plants/barge.ctl ----
/// What floats.
module plants.barge;

import shared.units { knot };
import shared.numbers { half };

model Barge {
  /// of the empty barge
  param mass : kg = 5e3;
  param drag : kg/s = 400;
  param power : kN = 2;
  state place : m;
  state speed : m/s in [-10 [knot], 10 [knot]];
  control throttle : 1 = half in [-1, 1];
  dynamics {
    der(place) = speed;
    der(speed) = (power*throttle - drag*speed)/mass;
  }
  view { hull: box([place, 0], [10, 4], 0); }
}
// ---- shared/units.ctl ----
unit knot = 0.514444 [m/s];
unit hand = 10.16 [cm];
unit torque = : N*m;
// ---- shared/numbers.ctl ----
const half = 0.5;
function square(x) = x^2;
function blend(a[3], b[3], s)[3] {
  let c[3] = a + s*(b - a);
  return c;
}
