/// The weight of the bob makes no torque without its lever.
model Pendulum {
  param m : kg = 1.0;
  param l : m = 1.0;
  param g : m/s^2 = 9.81;
  state theta : rad;
  state omega : rad/s;
  control tau : N*m;
  dynamics {
    der(theta) = omega;
    der(omega) = (tau - m*g*sin(theta)) / (m*l^2);
  }
}
