model Pendulum {
  param m : kg = 1.0;
  param g : m/s^2 = 9.81 [m/s^2];
  state theta : rad;
  state omega : rad/s;
  control tau : N*m in [-3, 3];
  dynamics {
    der(theta) = omega;
    der(omega) = tau/m - g*sin(theta);
  }
}
