/// The slide on which a bead, from rest and without friction, gets 2 m across and 2 m down in the least time: a cycloid.
model Bead {
  const   g     : m/s^2 = 10;
  state   x     : m;
  state   y     : m;               // downwards
  state   v     : m/s;
  control theta : rad in [0, pi];  // of the slide, from straight down
  dynamics {
    der(x) = v*sin(theta);
    der(y) = v*cos(theta);
    der(v) = g*cos(theta);
  }
  view { bead: disc([x, -y], 0.05, color = "blue"); }
}

problem Brachistochrone for Bead {
  horizon free T in [0.1, 10] guess 1 steps 100;
  start x = 0, y = 0, v = 0;
  guess x = t * 2 [m/s], y = t * 2 [m/s], v = t * 6 [m/s^2], theta = t * 1.5 [rad/s];

  minimize { terminal time: 1.0*T; }
  constraints {
    terminal across: x == 2;
    terminal down:   y == 2;
  }
}

solve Brachistochrone using ip {
  expect abs(objective - 0.8164698961603) <= 1e-4*0.8164698961603;
  expect max_violation <= 1e-6;
}
