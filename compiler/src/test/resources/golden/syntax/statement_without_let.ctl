model Pendulum {
  state theta : rad;
  dynamics {
    x = 3;
  }
}
