/// The shortest path of a car that turns with a radius of at least one metre: a quarter turn, straight on, a quarter turn.
/// Dubins, "On curves of minimal length with a constraint on average curvature", American Journal of Mathematics 79, 1957.
model Car {
  const   speed : m/s = 1;
  state   x     : m;
  state   y     : m;
  state   theta : rad;
  control w     : rad/s in [-1, 1];
  dynamics {
    der(x)     = speed*cos(theta);
    der(y)     = speed*sin(theta);
    der(theta) = w;
  }
}

problem Dubins for Car {
  horizon free T in [1, 20] guess 6 steps 100;
  start x = 0, y = 0, theta = pi/2;
  guess x = 4 [m] * t/(6 [s]), theta = pi/2 - pi*t/(6 [s]);

  minimize { terminal time: 1.0*T; }
  constraints {
    terminal there: [x, y] == [4, 0];
    terminal down:  theta == -pi/2;
  }
}

solve Dubins using ip {
  expect abs(objective - (pi + 2)) <= 1e-3*(pi + 2);
  expect max_violation <= 1e-6;
}
