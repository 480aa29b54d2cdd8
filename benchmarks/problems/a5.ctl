/// A5: five-link planar pendulum in absolute angles from the downward vertical; a mass at the end of each link,
/// joint torques u[i] between links i-1 and i. F is one rk4 step of 0.02 s.
const n = 5;

model Chain {
  param m = 0.5;
  param l = 0.4;
  param b = 0.1;  // friction on each absolute rate
  param g = 9.81;

  state   th[n];
  state   w[n];
  control u[n];

  /// How many masses hang at or below both links i and j.
  function below(i, j) = n + 1 - max(i, j);

  dynamics {
    let M[n, n]   = [
      m*l^2*below(1, j)*cos(th[1] - th[j]) for j in 1:n;
      m*l^2*below(2, j)*cos(th[2] - th[j]) for j in 1:n;
      m*l^2*below(3, j)*cos(th[3] - th[j]) for j in 1:n;
      m*l^2*below(4, j)*cos(th[4] - th[j]) for j in 1:n;
      m*l^2*below(5, j)*cos(th[5] - th[j]) for j in 1:n
    ];
    let joint[n]  = [u[i] - (if i < n then u[min(i + 1, n)] else 0) for i in 1:n];
    let spin[n]   = [sum(m*l^2*below(i, j)*sin(th[i] - th[j])*w[j]^2 for j in 1:n) for i in 1:n];
    let weight[n] = [g*l*m*(n + 1 - i)*sin(th[i]) for i in 1:n];
    der(th) = w;
    der(w)  = M \ (joint - spin - weight - b*w);
  }
}

problem A5 for Chain {
  horizon 2 steps 100;
  integrator rk4;
  start th = zeros(n), w = zeros(n);
  minimize {
    terminal still: sumsq(w);
  }
}
