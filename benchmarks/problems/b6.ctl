/// B6: quadrotor from hover to hover with limits of the thrusts, rk4 steps of 0.05 s; attitude as a plain quaternion (w, x, y, z) that is not
/// renormalized. The weights are per step, hence the division by h.
model Quadrotor {
  param m    = 0.5;
  const J[3] = [0.0023, 0.0023, 0.004];  // equal first two: one gyroscopic term is structurally zero
  param L    = 0.175;
  param km   = 0.0245;
  param g    = 9.81;

  state   pos[3];
  state   q[4];
  state   v[3];  // world frame
  state   w[3];  // body rates
  control u[4] = 1.22625 in [0, 2.5];  // thrusts

  dynamics {
    let T  = u[1] + u[2] + u[3] + u[4];
    let t1 = L*(u[2] - u[4]);
    let t2 = L*(u[3] - u[1]);
    let t3 = km*(u[1] - u[2] + u[3] - u[4]);
    der(pos) = v;
    der(q)   = 0.5*[
      -q[2]*w[1] - q[3]*w[2] - q[4]*w[3],
      q[1]*w[1] + q[3]*w[3] - q[4]*w[2],
      q[1]*w[2] + q[4]*w[1] - q[2]*w[3],
      q[1]*w[3] + q[2]*w[2] - q[3]*w[1]
    ];
    der(v)   = [
      2*(q[2]*q[4] + q[1]*q[3])*T/m,
      2*(q[3]*q[4] - q[1]*q[2])*T/m,
      (1 - 2*(q[2]^2 + q[3]^2))*T/m - g
    ];
    der(w)   = [
      (t1 - (J[3] - J[2])*(w[2]*w[3]))/J[1],
      (t2 - (J[1] - J[3])*(w[3]*w[1]))/J[2],
      (t3 - (J[2] - J[1])*(w[1]*w[2]))/J[3]
    ];
  }
}

problem B6 for Quadrotor {
  const h       = 0.05;
  param goal[3] = [3, 2, 2];
  let   away    = sumsq(pos - goal) + sumsq(q - [1, 0, 0, 0]);
  let   moving  = sumsq(v) + sumsq(w);

  horizon 100*h steps 100;
  integrator rk4 cost left;
  start pos = [-3, -2, 1], q = [1, 0, 0, 0], v = [0, 0, 0], w = [0, 0, 0];

  minimize {
    running  away:   0.5 * (0.05*away + 0.005*moving) / h;
    running  effort: 0.5 * 5e-3 * sumsq(u - 1.22625) / h;
    terminal goal:   0.5 * 100 * (away + moving);
  }
}

solve B6 using ilqr {}

solve B6 as B6_ddp using ddp {}

solve B6 as B6_ip using ip {}
