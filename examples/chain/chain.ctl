module examples.chain.chain;

const n = 3;  // links; `--const n=7` makes it seven

/// Links that hang in a plane, each with a motor at its upper joint and a mass at its lower end. q = 0 hangs straight down.
model Chain {
  param m : kg    = 0.5;                 // mass at the end of each link
  param l : m     = 0.4;                 // length of each link
  param b : N*m*s = 0.1;                 // friction on each absolute rate
  param g : m/s^2 = 9.81;

  coordinate q[n]   : angle rate w;      // absolute angles
  control    tau[n] : N*m in [-10, 10];  // each acts on its link and against the one above

  let x[n] : m = [sum(l*sin(q[i]) for i in 1:k) for k in 1:n];
  let y[n] : m = [-sum(l*cos(q[i]) for i in 1:k) for k in 1:n];

  lagrangian {
    kinetic     = 0.5*m*(sumsq(der(x)) + sumsq(der(y)));
    potential   = m*g*sum(y);
    dissipation = 0.5*b*sumsq(w);
    force(q)    = [if i < n then tau[i] - tau[i + 1] else tau[i] for i in 1:n];
  }

  view {
    first: line([0, 0], [x[1], y[1]], color = "black");
    links: polyline([[x[k], y[k]] for k in 1:n], color = "black");
    tip:   disc([x[n], y[n]], 0.04, color = "orange");
  }
}

/// From hanging still until it stands on its end.
problem SwingUp for Chain {
  horizon 2 [s] steps 100;
  integrator rk4;
  start q = zeros(n), w = zeros(n);

  minimize {
    running  effort:  1e-2 * sumsq(tau);
    running  upright: 0.1 * sum(1 + cos(q));
    terminal settle:  100 * sum(1 + cos(q)) + 1 * sumsq(w);
  }
}

solve SwingUp using ddp {
  guess tau = [0.5 [N*m] * sin(3 [rad/s] * t) for i in 1:n];
  expect final(sum(1 + cos(q))) <= 0.01;
  expect norm(final(w)) <= 0.5;
}
