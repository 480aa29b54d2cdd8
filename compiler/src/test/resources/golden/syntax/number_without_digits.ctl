model Pendulum {
  state theta : rad;
  dynamics {
    let a = 1. + 2;
  }
}
