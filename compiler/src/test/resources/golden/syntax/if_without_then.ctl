model Pendulum {
  state theta : rad;
  dynamics {
    let a = if x > 3 2 else 3;
  }
}
