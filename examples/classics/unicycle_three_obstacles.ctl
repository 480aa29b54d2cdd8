/// A robot drives to its goal past three discs on the straight line. The guess bends below them; each other way past them is a
/// local minimum. Constants of altro-cpp.
/// Howell, Jackson, Manchester, "ALTRO: a fast solver for constrained trajectory optimization", IROS 2019.
model Unicycle {
  state   x     : m;
  state   y     : m;
  state   theta : rad;
  control v     : m/s   in [0, 3];
  control w     : rad/s in [-3, 3];
  dynamics {
    der(x)     = v*cos(theta);
    der(y)     = v*sin(theta);
    der(theta) = w;
  }
  view {
    robot: disc([x, y], 0.1, color = "blue");
    line([x, y], [x, y] + 0.25 [m] * [cos(theta), sin(theta)], color = "black");
  }
}

problem ThreeObstacles for Unicycle {
  const n           = 3;
  param disc[n] : m = [0.75, 1.5, 2.25];  // centres, on the line y = x
  param radius  : m = 0.425;

  horizon 5 [s] steps 100;
  start x = 0, y = 0, theta = 0;
  guess x = t * 0.6 [m/s] + 0.9 [m] * sin(pi*t/(5 [s])),
      y = t * 0.6 [m/s] - 0.9 [m] * sin(pi*t/(5 [s])), v = 0.9;

  minimize {
    running away:   0.5*((x - 3)^2 + (y - 3)^2);
    running turned: 0.5*theta^2;
    running drive:  0.25*v^2;
    running turn:   0.25*w^2;
  }
  constraints {
    path     clear: (x - disc[i])^2 + (y - disc[i])^2 >= radius^2 for i in 1:n;
    terminal there: [x, y] == 3;
    terminal ahead: theta == 0;
  }
  view { disc([disc[i], disc[i]], radius, color = "green") for i in 1:n; }
}

solve ThreeObstacles using ip {
  expect abs(objective - 9.2081) <= 2e-3*9.2081;
  expect max_violation <= 1e-6;
}
