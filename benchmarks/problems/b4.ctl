/// B4: acrobot swing-up without limits, rk4 steps of 0.05 s. The weights are per step, hence the division by h.
model Acrobot {
  param m1  = 1.0;
  param m2  = 1.0;
  param l1  = 1.0;
  param lc1 = 0.5;
  param lc2 = 0.5;
  param I1  = 1/12;
  param I2  = 1/12;
  param b   = 0.1;
  param g   = 9.81;

  state   q1;  // 0 hanging down
  state   q2;  // relative to link 1
  state   w1;
  state   w2;
  control u;

  dynamics {
    let J1  = I1 + m1*lc1^2;
    let J2  = I2 + m2*lc2^2;
    let k   = m2*l1*lc2;
    let M11 = J1 + J2 + m2*l1^2 + 2*k*cos(q2);
    let M12 = J2 + k*cos(q2);
    let M22 = J2;
    let h1  = -k*sin(q2)*(2*w1*w2 + w2^2) + (m1*lc1 + m2*l1)*g*sin(q1) + m2*g*lc2*sin(q1 + q2);
    let h2  = k*sin(q2)*w1^2 + m2*g*lc2*sin(q1 + q2);
    let r1  = -h1 - b*w1;
    let r2  = u - h2 - b*w2;
    let D   = M11*M22 - M12^2;
    der(q1) = w1;
    der(q2) = w2;
    der(w1) = (M22*r1 - M12*r2) / D;
    der(w2) = (M11*r2 - M12*r1) / D;
  }
}

problem B4 for Acrobot {
  const h        = 0.05;
  param goal[4]  = [pi, 0, 0, 0];
  let   error[4] = [q1, q2, w1, w2] - goal;

  horizon 100*h steps 100;
  integrator rk4 cost left;
  start q1 = 0, q2 = 0, w1 = 0, w2 = 0;

  minimize {
    running  away:   0.5 * 5e-4 * sumsq(error) / h;
    running  effort: 0.5 * 5e-4 * u^2 / h;
    terminal goal:   0.5 * 100 * sumsq(error);
  }
}

solve B4 using ilqr {
  guess u = 0.01;
}

solve B4 as B4_ddp using ddp {
  guess u = 0.01;
}
