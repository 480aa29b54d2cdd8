model Pendulum {
  state theta : rad;
  dynamics {
    let f = x**2;
  }
}
