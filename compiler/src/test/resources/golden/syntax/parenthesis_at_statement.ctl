model Pendulum {
  state theta : rad;
  dynamics {
    let d = f(1,
    let e = 2;
  }
}
