model Pendulum {
  state theta : rad;
  dynamics {
    let a;
    let b : m;
    let c
  }
}
