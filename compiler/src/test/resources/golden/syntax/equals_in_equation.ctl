model Pendulum {
  state theta : rad;
  dynamics {
    equation load = m*g;
  }
}
