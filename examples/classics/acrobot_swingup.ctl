/// Two rods stand up, driven at the elbow only, with the least effort. There are very many local minima: the straight line as
/// guess leads to one of 70.6. The guess here sketches the best motion known, in which the second rod swings twice and turns
/// over once; `multistart = 60; seed = 1;` finds it from the straight line.
/// Spong, "The swing up control problem for the acrobot", IEEE Control Systems 15(1), 1995.
table sketch1(t : s) : rad = [0, 0; 0.4, -0.5; 1.2, 0.6; 2, -0.8; 2.4, -1.2; 2.8, 1.1; 4, 3.14];
table sketch2(t : s) : rad = [0, 0; 0.4, 2; 1.2, -1; 2, 3.9; 2.4, 7.8; 2.8, 5.1; 4, 0];

model Acrobot {
  param m : kg     = 1;          // of each rod
  param l : m      = 1;
  param I : kg*m^2 = 1/12;
  param g : m/s^2  = 9.81;

  coordinate q1  : rad rate w1;  // of the first rod, 0 hangs down
  coordinate q2  : rad rate w2;  // of the second rod against the first
  control    tau : N*m in [-10, 10];

  let elbow[2]  = [l*sin(q1), -l*cos(q1)];
  let first[2]  = 0.5*elbow;
  let second[2] = elbow + 0.5*l*[sin(q1 + q2), -cos(q1 + q2)];
  lagrangian {
    kinetic   = 0.5*m*(sumsq(der(first)) + sumsq(der(second))) + 0.5*I*(w1^2 + (w1 + w2)^2);
    potential = m*g*(first[2] + second[2]);
    force(q2) = tau;
  }

  view {
    let hand[2] : m = elbow + l*[sin(q1 + q2), -cos(q1 + q2)];
    upper: line([0, 0], elbow, color = "black");
    lower: line(elbow, hand, color = "black");
    tip:   disc(hand, 0.06, color = "orange");
  }
}

problem SwingUp for Acrobot {
  horizon 4 [s] steps 200;
  integrator rk4 substeps 4;
  start q1 = 0, w1 = 0, q2 = 0, w2 = 0;
  guess q1 = sketch1(t), q2 = sketch2(t);

  minimize { running effort: 1.0*tau^2; }
  constraints {
    terminal up:    [q1, q2] == [pi, 0];
    terminal still: [w1, w2] == 0;
  }
}

solve SwingUp using ip {
  expect abs(objective - 21.5176) <= 2e-2*21.5176;
  expect max_violation <= 1e-6;
}
