model Pendulum {
  state theta : rad;
  dynamics {
    der(x) = 2(u + 1) - x;
  }
}
