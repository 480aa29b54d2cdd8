model Pendulum {
  state theta : rad;
  dynamics {
    der(theta) = omega
    der(omega) = 1;
  }
}
