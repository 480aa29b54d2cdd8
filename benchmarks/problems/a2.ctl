/// A2: acrobot, q1 = 0 hanging, q2 relative to link 1, torque at the elbow. F is one rk4 step of 0.02 s.
model Acrobot {
  param m1  = 1.0;
  param m2  = 1.0;
  param l1  = 1.0;
  param lc1 = 0.5;
  param lc2 = 0.5;
  param I1  = 1/12;  // about the link's centre
  param I2  = 1/12;
  param b   = 0.1;   // viscous friction in both joints
  param g   = 9.81;

  state   q1;
  state   q2;
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

problem A2 for Acrobot {
  horizon 2 steps 100;
  integrator rk4;
  start q1 = 0, q2 = 0, w1 = 0, w2 = 0;
  minimize {
    terminal upright: 1 + cos(q1);
  }
}
