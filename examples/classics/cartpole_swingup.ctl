/// A cart swings up its pole and stops one metre further, with the least effort. There are local minima: the straight line as
/// guess leads to one of 58.9 on this grid.
/// Kelly, "An introduction to trajectory optimization", SIAM Review 59(4), 2017.
model CartPole {
  param m1 : kg    = 1;           // cart
  param m2 : kg    = 0.3;         // bob
  param l  : m     = 0.5;
  param g  : m/s^2 = 9.81;

  coordinate x     : m   rate v in [-2, 2];
  coordinate theta : rad rate w;  // 0 hangs down
  control    F     : N          in [-20, 20];

  let bob[2] = [x + l*sin(theta), -l*cos(theta)];
  lagrangian {
    kinetic   = 0.5*m1*v^2 + 0.5*m2*sumsq(der(bob));
    potential = m2*g*bob[2];
    force(x)  = F;
  }

  view {
    track: line([-1, 0], [2, 0], color = "gray");
    cart:  box([x, 0], [0.3, 0.16], 0, color = "blue");
    pole:  line([x, 0], bob, color = "black");
    mass:  disc(bob, 0.05, color = "orange");
  }
}

problem SwingUp for CartPole {
  horizon 2 [s] steps 100;
  start x = 0, v = 0, theta = 0, w = 0;
  guess x = t * 0.5 [m/s], theta = t * pi/2 * 1 [1/s];

  minimize { running effort: 1.0*F^2; }
  constraints {
    terminal there: [x, theta] == [1, pi];
    terminal still: [v, w] == 0;
  }
}

solve SwingUp using ip {
  multistart = 8;
  seed       = 3;
  expect abs(objective - 57.94478) <= 3e-3*57.94478;
  expect max_violation <= 1e-6;
}
