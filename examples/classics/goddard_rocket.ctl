/// A rocket climbs as high as its fuel takes it: full thrust, then a singular arc on which drag and gravity are balanced, then
/// coasting. All quantities are scaled by those at the start, so there are no units.
/// Dolan, More, Munson, "Benchmarking optimization software with COPS 3.0", Argonne ANL/MCS-TM-273, 2004, problem 10.
model Rocket {
  const   c    = 0.5;     // exhaust velocity
  state   h in [1, inf];  // distance from the centre of the earth
  state   v in [0, inf];
  state   m in [0.6, 1];
  control u in [0, 3.5];  // thrust
  let     drag = 310*v^2*exp(-500*(h - 1));
  dynamics {
    der(h) = v;
    der(v) = (u - drag)/m - 1/h^2;
    der(m) = -u/c;
  }
}

problem Goddard for Rocket {
  horizon free T in [0.05, 1] guess 0.2 steps 100;
  start h = 1, v = 0, m = 1;

  let s = t/0.2;
  guess h = 1 + 0.01*s, v = 0.4*s*(1 - s), m = 1 - 0.4*s, u = if s < 0.6 then 1.75 else 0;

  maximize { terminal height: h; }
  constraints { terminal burnt: m == 0.6; }
}

solve Goddard using ip {
  expect abs(objective - 1.0128369) <= 2e-5*1.0128369;
  expect max_violation <= 1e-6;
}
