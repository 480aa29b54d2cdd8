model Pendulum {
  state theta : rad;
  dynamics {
    der(x) = 2u - x;
  }
}
