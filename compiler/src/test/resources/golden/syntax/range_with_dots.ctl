model Pendulum {
  state theta : rad;
  dynamics {
    let a = [f(i) for i in 1..3];
  }
}
