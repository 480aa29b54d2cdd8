module examples.river.river;

/// A boat on a river that runs along x; its current was measured at eight places across.
model Boat {
  param speed : m/s = 1.8;       // through the water

  table current(y : m) : m/s = csv("river.csv");

  state   x   : m;
  state   y   : m;               // from this bank to the other, 100 m
  control psi : rad in [0, pi];  // heading; pi/2 points straight across

  dynamics {
    der(x) = speed*cos(psi) + current(y);
    der(y) = speed*sin(psi);
  }

  view {
    here:  line([-40, 0], [40, 0], color = "gray");
    there: line([-40, 100], [40, 100], color = "gray");
    line([x, y], [x, y] + 10 [m] * [cos(psi), sin(psi)], color = "black");
    boat:  disc([x, y], 2, color = "blue");
  }
}

/// Across in the shortest time to the place opposite (E. Zermelo, 1931).
problem Cross for Boat {
  horizon free T in [30, 300] guess 80 steps 100;
  integrator rk4;
  start x = 0, y = 0;

  guess psi = pi/2;

  minimize {
    terminal time:  0.01 * T;
    terminal there: 1 * x^2 + 1 * (y - 100)^2;
  }
}

solve Cross using ddp {
  expect abs(final(x)) <= 0.05 and abs(final(y) - 100) <= 0.05;
  expect T <= 90;
}
