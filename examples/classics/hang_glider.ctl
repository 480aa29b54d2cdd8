/// A hang glider flies as far as it can, 100 m down, through a thermal.
/// Bulirsch, Nerz, Pesch, von Stryk, "Combining direct and indirect methods in optimal control: range maximization of a hang
/// glider", 1993; Dolan, More, Munson, COPS 3.0, 2004, problem 11.
model Glider {
  param m   : kg     = 100;      // with the pilot
  param S   : m^2    = 14;       // wing
  param rho : kg/m^3 = 1.13;     // air
  param g   : m/s^2  = 9.81;

  state   x  : m   in [0, inf];
  state   y  : m;
  state   vx : m/s in [0, inf];
  state   vy : m/s;
  control cL : 1   in [0, 1.4];  // lift coefficient

  let r    : 1    = (x/(100 [m]) - 2.5)^2;
  let up   : m/s  = 2.5 [m/s] * (1 - r)*exp(-r);          // the thermal
  let w    : m/s  = vy - up;
  let v    : m/s  = sqrt(vx^2 + w^2);                     // through the air
  let drag : kg/s = 0.5*(0.034 + 0.069662*cL^2)*rho*S*v;  // by speed
  let lift : kg/s = 0.5*cL*rho*S*v;

  dynamics {
    der(x)  = vx;
    der(y)  = vy;
    der(vx) = (-lift*w - drag*vx)/m;
    der(vy) = (lift*vx - drag*w)/m - g;
  }
}

problem Range for Glider {
  horizon free T in [10, 300] guess 100 steps 100;
  integrator rk4 substeps 4;
  start x = 0, y = 1000, vx = 13.23, vy = -1.288;
  guess x = t * 12.5 [m/s], y = 1000 [m] - t * 1 [m/s], vx = 13.23, vy = -1.288, cL = 0.7;

  maximize { terminal range: 1.0*x; }
  constraints {
    terminal down: y == 900;
    terminal trim: [vx, vy] == [13.23, -1.288];
  }
}

solve Range using ip {
  expect abs(objective - 1247.9876) <= 2e-3*1247.9876;
  expect max_violation <= 1e-6;
}
