model Pendulum {
  state theta : rad;
  dynamics {
    der(x) = (a + b) c;
  }
}
