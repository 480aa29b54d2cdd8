model Pendulum {
  state theta : rad;
  dynamics {
    der(theta[1]) = 3;
  }
}
