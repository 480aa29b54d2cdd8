model Arm {
  param m : kg = 1.0;
  param l : m = 0.5;
  param c : N*s = 0.05;   // joint friction
  state q1 : rad;
  state q2 : rad;
  state w1 : rad/s;
  state w2 : rad/s;
  control tau[2] : N*m in [-6, 6];
  dynamics {
    der(q1) = w1;
    der(q2) = w2;
    der(w1) = (tau[1] - c*w1) / (m*l^2);
    der(w2) = (tau[2] - c*w2) / (m*l^2);
  }
}
