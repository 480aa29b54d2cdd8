module examples.sounding_rocket.sounding_rocket;

/// A sounding rocket in the vertical that is built for its task: the solver also chooses engine and propellant.
model Sounding {
  param empty : kg    = 20;    // without engine and propellant
  param ve    : m/s   = 2000;  // speed of the exhaust
  param push  : m/s^2 = 400;   // thrust by mass of the engine
  param drag  : kg/m  = 2e-3;  // at the ground
  param scale : m     = 8000;  // height in which air thins by e
  const g     : m/s^2 = 9.81;

  design  engine     : kg = 5   in [1, 40];
  design  propellant : kg = 15  in [1, 40];
  state   h          : m;
  state   v          : m/s;
  state   burnt      : kg;
  control throttle   : 1  = 0.5 in [0, 1];

  let thrust : N = throttle*push*engine;
  let air    : N = drag*exp(-h/scale)*v*sqrt(v^2 + 1 [m^2/s^2]);

  dynamics {
    der(h)     = v;
    der(v)     = (thrust - air)/(empty + engine + propellant - burnt) - g;
    der(burnt) = thrust/ve;
  }

  view {
    ground: line([-2000, 0], [2000, 0], color = "gray");
    plume:  line([0, h], [0, h - 1000 [m] * throttle], color = "orange");
    rocket: disc([0, h], 100, color = "blue");
  }
}

/// To 10 km and no higher with the least mass at the start; when that is, is free.
problem Climb for Sounding {
  param top : m = 10e3;

  horizon free T in [10, 100] guess 40 steps 200;
  integrator rk4;
  start h = 0, v = 0, burnt = 0;

  minimize {
    terminal mass:   0.1 * (engine + propellant);
    terminal there:  1e-4 * (h - top)^2;
    terminal still:  1e-2 * v^2;
    terminal spent:  10 * (burnt - propellant)^2;
    running  steady: 1e-3 * throttle^2;
  }
}

solve Climb using ilqr {
  expect abs(final(h) - top) <= 20;
  expect abs(final(v)) <= 2;
}
