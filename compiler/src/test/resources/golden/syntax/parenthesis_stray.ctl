model Pendulum {
  state theta : rad;
  dynamics {
    let d = 1 + 2);
  }
}
