model Pendulum {
  state theta : rad;
  dynamics {
    der(x) = m g*l;
  }
}
