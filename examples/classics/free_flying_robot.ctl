/// A robot in free space flies to its dock and stops there, with the least fuel: each thruster is full on or off. There are
/// local minima: the straight line as guess leads to one of 7.914 on this grid.
/// Sakawa, "Trajectory planning of a free-flying robot by using the optimal control", Optimal Control Applications and Methods 20,
/// 1999.
model Robot {
  const   arm   : rad/m = 0.2;      // angular acceleration by acceleration
  state   x     : m;
  state   y     : m;
  state   theta : rad;
  state   vx    : m/s;
  state   vy    : m/s;
  state   w     : rad/s;
  control u[4]  : m/s^2 in [0, 1];  // thrusters: left forwards, left back, right forwards, right back
  let     left  : m/s^2 = u[1] - u[2];
  let     right : m/s^2 = u[3] - u[4];
  dynamics {
    der(x)     = vx;
    der(y)     = vy;
    der(theta) = w;
    der(vx)    = (left + right)*cos(theta);
    der(vy)    = (left + right)*sin(theta);
    der(w)     = arm*(left - right);
  }
  view {
    robot: box([x, y], [1, 0.8], theta, color = "blue");
    line([x, y], [x, y] + 0.8 [m] * [cos(theta), sin(theta)], color = "black");
  }
}

problem Dock for Robot {
  horizon 12 [s] steps 100;
  start x = -10, y = -10, theta = pi/2, vx = 0, vy = 0, w = 0;

  let s = t/(12 [s]);
  guess x = -10 [m] * (1 - s), y = -10 [m] * (1 - s), theta = pi/2*(1 - s);

  minimize { running fuel: 1.0*sum(u); }
  constraints {
    path     sides: [u[1] + u[2], u[3] + u[4]] <= 1;
    terminal there: [x, y] == 0;
    terminal ahead: theta == 0;
    terminal still: [vx, vy] == 0;
    terminal rest:  w == 0;
  }
}

solve Dock using ip {
  multistart = 12;
  seed       = 3;
  expect abs(objective - 7.688619) <= 2e-3*7.688619;
  expect max_violation <= 1e-6;
}
