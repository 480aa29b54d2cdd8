model Pendulum {
  state theta : rad;
  dynamics {
    let a = 1e999;
  }
}
