model Pendulum {
  state theta : rad;
  dynamics {
    der(x) = 9.81 m;
  }
}
