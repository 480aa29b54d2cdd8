model Pendulum {
  state theta : rad;
  dynamics {
    let n = 3 * state + 1;
  }
}
